import type { WriteStream } from 'node:tty';

/** Where a command writes. */
export interface Terminal {
  /** A piece of the output, with its line breaks. */
  readonly print: (text: string) => void;
  /** What is not the output: errors, and notes. */
  readonly printError: (text: string) => void;
  /** Characters in a line: as many as are wanted, where it is no terminal. */
  readonly columns: number;
  readonly hasColors: boolean;
  /** Where bars show progress; `null` where nobody watches. */
  readonly progress: WriteStream | null;
  /** Ends what runs: nothing half-written stays. */
  readonly signal: AbortSignal;
}

/** A terminal that shows nothing, for programs that want the output as text. */
export const NO_TERMINAL: Terminal = {
  print: () => undefined,
  printError: () => undefined,
  columns: Infinity,
  hasColors: false,
  progress: null,
  signal: new AbortController().signal,
};
