import { FailedPreconditionError } from '@varscope/spec/errors';
import type { InitialValueSource } from './initial-value.js';

/** The initial value of a variable that got it once from somewhere else, such as a checkpoint; it is not kept. */
export function valueElsewhere(opName: string, place: string): InitialValueSource {
  return {
    known: null,
    isConstant: true,
    compute() {
      throw new FailedPreconditionError(
        `The initial value of ${opName} is ${place}, and was not kept. Read it again instead of running the initializer of a variable that has changed.`,
        { variable: opName },
      );
    },
    dispose: () => undefined,
  };
}
