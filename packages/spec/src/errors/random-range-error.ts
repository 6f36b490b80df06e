import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The limits of random integers leave none between them. TensorFlow: `InvalidArgumentError`, when the op runs. */
export class RandomRangeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('RandomRangeError', 'random-range', 'InvalidArgumentError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is RandomRangeError {
    return VarscopeError.isInstance(error) && error.code === 'random-range';
  }
}
