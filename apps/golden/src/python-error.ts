import { VarscopeError } from '@varscope/spec/errors';
import { Difference } from '@varscope/recorded-cases';
import type { RecordedError } from './recorded.js';

/** Exceptions that Python itself throws when TensorFlow did not look at an argument, and TensorFlow never does. */
const ACCIDENTS: readonly string[] = ['AttributeError', 'IndexError', 'ZeroDivisionError'];

/** What Python itself says when it cannot use a value of some type, such as `None` in a product. */
const TYPE_ACCIDENT = /unsupported operand type|not supported between instances|has no len\(\)|^None values not supported/;

/**
 * Throws a `Difference` unless `body` throws an error of the recorded class of TensorFlow. Where TensorFlow stumbled over
 * an argument, Varscope refuses it with the class that TensorFlow has for wrong values or types.
 */
export function expectError(expected: RecordedError, body: () => unknown): void {
  const found = errorOf(body);
  const shown = `${expected.exception}: ${expected.message}`;
  if (found === null) throw new Difference('an error', shown, 'none');
  if (found.tensorflowError === expected.exception) return;
  const isRefused = found.tensorflowError === 'ValueError' || found.tensorflowError === 'TypeError';
  if (!isRefused || !isAccident(expected)) throw new Difference('the error', shown, `${found.tensorflowError}: ${found.message}`);
}

function isAccident({ exception, message }: RecordedError): boolean {
  return ACCIDENTS.includes(exception) || TYPE_ACCIDENT.test(message);
}

/** What `body` throws, if it is an error of Varscope; any other is not caught. */
function errorOf(body: () => unknown): VarscopeError | null {
  try {
    body();
    return null;
  } catch (error) {
    if (VarscopeError.isInstance(error)) return error;
    throw error;
  }
}
