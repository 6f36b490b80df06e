import { DataLossError } from '@varscope/spec/errors';
import { WireFormatError } from './wire-reader.js';

/** Where something is that is damaged. */
export interface Place {
  readonly file: string;
  readonly offset?: number | undefined;
  /** The tensor. */
  readonly variable?: string | undefined;
}

/** What `read` gives; bytes that are no protocol buffer, or no varints, are a DataLossError with this message and place. */
export function reading<T>(read: () => T, describe: () => [message: string, place: Place]): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WireFormatError)) throw error;
    const [message, place] = describe();
    throw new DataLossError(message, { ...place, found: error.message });
  }
}
