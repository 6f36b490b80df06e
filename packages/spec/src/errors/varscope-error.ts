/** The class of the exception that TensorFlow raises. */
export type TensorFlowErrorClass =
  | 'ValueError' | 'TypeError' | 'IndexError' | 'LookupError' | 'RuntimeError' | 'FailedPreconditionError' | 'InvalidArgumentError'
  | 'DataLossError' | 'NotFoundError' | 'UnimplementedError';

/** What an error tells beside its first line. */
export interface ErrorDetails {
  /** Full name of the variable, scope or tensor at fault. */
  readonly variable?: string | undefined;
  /** The file at fault, and where in it, in bytes from its beginning. */
  readonly file?: string | undefined;
  readonly offset?: number | undefined;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** Where in the user's code the variable was first created. */
  readonly createdAt?: string | undefined;
  /** Where in the user's code the failing request was made. */
  readonly requestedAt?: string | undefined;
  /** Existing names close to the one that was asked for, the closest first. */
  readonly nearest?: readonly string[] | undefined;
  readonly cause?: unknown;
}

const BRAND = Symbol.for('varscope.error');

/**
 * The base of every error that Varscope throws. The first line of the message has TensorFlow's words; the lines after
 * it tell what was expected and found, where the variable was created, and which names are near.
 */
export class VarscopeError extends Error {
  /** Stable: it never changes between versions. */
  readonly code: string;
  readonly tensorflowError: TensorFlowErrorClass;
  readonly details: ErrorDetails;

  protected constructor(
    name: string,
    code: string,
    tensorflowError: TensorFlowErrorClass,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(withDetails(message, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = name;
    this.code = code;
    this.tensorflowError = tensorflowError;
    this.details = details;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Whether `error` is an error of Varscope, from any copy of this package. */
  static isInstance(error: unknown): error is VarscopeError {
    return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;
  }
}

function withDetails(message: string, details: ErrorDetails): string {
  const lines = [message];
  if (details.file !== undefined) {
    lines.push(`  file: ${details.file}${details.offset === undefined ? '' : `, byte ${details.offset}`}`);
    if (details.variable !== undefined && !message.includes(details.variable)) lines.push(`  tensor: ${details.variable}`);
  }
  if (details.expected !== undefined) lines.push(`  expected: ${details.expected}`);
  if (details.found !== undefined) lines.push(`  found: ${details.found}`);
  if (details.createdAt !== undefined) lines.push(`  originally defined at: ${details.createdAt}`);
  if (details.requestedAt !== undefined) lines.push(`  requested at: ${details.requestedAt}`);
  if (details.nearest !== undefined && details.nearest.length > 0) {
    lines.push(`  nearest existing names: ${details.nearest.join(', ')}`);
  }
  return lines.join('\n');
}
