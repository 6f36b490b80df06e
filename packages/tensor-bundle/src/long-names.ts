import { DataLossError } from '@varscope/spec/errors';
import type { Place } from './damaged.js';

/** JavaScript engines tell longer strings apart by their length alone: a map of many of them takes for ever. */
const LONG_NAME = 16_000;
/** Enough for some hundred of them. */
const MOST_CHARACTERS = 4 * 2 ** 20;

/** Counts the names of a file that are very long, and refuses a file that has many of them. */
export class LongNames {
  #characters = 0;

  add(name: string, place: Place): void {
    if (name.length < LONG_NAME) return;
    this.#characters += name.length;
    if (this.#characters > MOST_CHARACTERS) throw new DataLossError('the keys take more than any names of tensors', place);
  }
}
