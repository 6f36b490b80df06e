import { VarscopeError, type ErrorDetails, type TensorFlowErrorClass } from './varscope-error.js';

/** One class of errors. */
export interface VarscopeErrorClass {
  /** `tensorflowError` is given where TensorFlow's class depends on how the error was found. */
  new (message: string, details?: ErrorDetails, tensorflowError?: TensorFlowErrorClass): VarscopeError;
  readonly name: string;
  /** Whether `error` is one, from any copy of this package. */
  isInstance(error: unknown): error is VarscopeError;
}

/**
 * Makes the error class of a code: `variable-exists` gives `VariableExistsError`. A call rather than a `class` for each,
 * so that a bundle pays for the errors it can throw with little more than their codes.
 */
export function defineError(code: string, usual: TensorFlowErrorClass): VarscopeErrorClass {
  const name = `${code.split('-').map(capitalized).join('')}Error`;
  const Defined = class extends VarscopeError {
    constructor(message: string, details?: ErrorDetails, tensorflowError: TensorFlowErrorClass = usual) {
      super(name, code, tensorflowError, message, details);
    }

    static override isInstance(error: unknown): error is VarscopeError {
      return VarscopeError.isInstance(error) && error.code === code;
    }
  };
  Object.defineProperty(Defined, 'name', { value: name });
  return Defined;
}

function capitalized(word: string): string {
  return word === 'dtype' ? 'DType' : word.charAt(0).toUpperCase() + word.slice(1);
}
