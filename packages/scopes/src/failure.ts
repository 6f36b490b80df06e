import { creationSite, describeSite, nearestNames, type ErrorDetails, type VarscopeError } from '@varscope/spec/errors';
import { currentFrame } from '@varscope/store';

/** An error class of `@varscope/spec/errors`. */
type ErrorClass = new (message: string, details?: ErrorDetails) => VarscopeError;

/** An error about the variable `key`: with the places in the user's code, and the nearest names where there is none of this name. */
export function failure(
  Failure: ErrorClass,
  key: string,
  message: string,
  details: Pick<ErrorDetails, 'expected' | 'found'> = {},
): VarscopeError {
  const { store, requestedAt } = currentFrame();
  const { variables, partitioned } = store;
  const found = variables.get(key) ?? variables.get(`${key}/part_0`);
  return new Failure(message, {
    ...details,
    variable: key,
    createdAt: found?.createdAt,
    requestedAt: describeSite(requestedAt?.() ?? creationSite()),
    nearest: found === undefined ? nearestNames(key, [...variables.keys(), ...partitioned.keys()]) : undefined,
  });
}
