import { ArgumentTypeError } from '@varscope/spec/errors';

/**
 * As Python does with keyword arguments: a misspelled option is not passed over.
 * @throws ArgumentTypeError for an option that `known` does not have.
 */
export function requireOptions(caller: string, options: object, known: ReadonlySet<string>): void {
  for (const option in options) {
    if (!known.has(option)) throw new ArgumentTypeError(`${caller}() got an unexpected option '${option}'.`);
  }
}
