/** Shows how far some work is. */
export interface ProgressBar {
  /** When some more of it is done. */
  readonly advance: (amount: number) => void;
  /** At the end of it. */
  readonly stop: () => void;
}

/** Where a command writes. */
export interface Terminal {
  /** A piece of the output, with its line breaks. */
  readonly print: (text: string) => void;
  /** What is not the output: errors, and notes. */
  readonly printError: (text: string) => void;
  /** Characters in a line: as many as are wanted, where it is no terminal. */
  readonly columns: number;
  readonly hasColors: boolean;
  /** Shows how far long work is, from 0 to `total`; `null` where nobody watches. */
  readonly startBar: ((title: string, total: number) => ProgressBar) | null;
  /** Ends what runs: nothing half-written stays. */
  readonly signal: AbortSignal;
}

/** A terminal that shows nothing, for programs that want the output as text. */
export const NO_TERMINAL: Terminal = {
  print: () => undefined,
  printError: () => undefined,
  columns: Infinity,
  hasColors: false,
  startBar: null,
  signal: new AbortController().signal,
};
