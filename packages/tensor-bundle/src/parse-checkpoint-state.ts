import type { CheckpointState } from './checkpoint-state.js';

type FieldKind = 'string' | 'strings' | 'number' | 'numbers';

const FIELDS: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ['model_checkpoint_path', 'string'],
  ['all_model_checkpoint_paths', 'strings'],
  ['all_model_checkpoint_timestamps', 'numbers'],
  ['last_preserved_timestamp', 'number'],
]);

/** Spaces and comments; then a string in one line, a name or number, or a mark; the second alternative is the end. */
const TOKEN = /(?:[ \t\r\n\v\f]|#[^\n]*(?:\n|$))*(?:("(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|[\w.+-]+|[:;,[\]])|$)/y;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?f?$/;
const WORDS: ReadonlyMap<string, number> = new Map([['inf', Infinity], ['-inf', -Infinity], ['nan', NaN]]);

/** What a text that is no `CheckpointState` ends with; callers see `null`. */
class NoState extends Error {}

/**
 * Reads the text format of protocol buffers, as far as a `CheckpointState` goes: strings in either quote with every
 * escape, joined where they are adjacent, lists, comments, and `;` or `,` after a field.
 * @returns `null` for any other text, as TensorFlow's own reader takes it for a file that is not there.
 */
export function parseCheckpointState(text: string): CheckpointState | null {
  try {
    return readState(new Tokens(text));
  } catch (error) {
    if (error instanceof NoState) return null;
    throw error;
  }
}

function readState(tokens: Tokens): CheckpointState {
  const found = new Map<string, (string | number)[]>();
  while (tokens.next !== null) {
    const name = tokens.take();
    const kind = FIELDS.get(name);
    if (kind === undefined) throw new NoState();
    tokens.expect(':');
    const values = readValues(tokens, kind);
    found.set(name, kind.endsWith('s') ? [...(found.get(name) ?? []), ...values] : values);
    if (tokens.isAt(';') || tokens.isAt(',')) tokens.take();
  }
  const all = (name: string): readonly never[] => (found.get(name) ?? []) as never[]; // of the kind that the field has
  return {
    modelCheckpointPath: all('model_checkpoint_path')[0] ?? '',
    allModelCheckpointPaths: all('all_model_checkpoint_paths'),
    allModelCheckpointTimestamps: all('all_model_checkpoint_timestamps'),
    lastPreservedTimestamp: all('last_preserved_timestamp')[0] ?? 0,
  };
}

function readValues(tokens: Tokens, kind: FieldKind): (string | number)[] {
  const readOne = (): string | number => (kind.startsWith('string') ? readString(tokens) : readNumber(tokens));
  if (!tokens.isAt('[') || !kind.endsWith('s')) return [readOne()];
  tokens.take();
  const values: (string | number)[] = [];
  while (!tokens.isAt(']')) {
    if (values.length > 0) tokens.expect(',');
    values.push(readOne());
  }
  tokens.take();
  return values;
}

function readNumber(tokens: Tokens): number {
  const text = tokens.take();
  const number = NUMBER.test(text) ? parseFloat(text) : WORDS.get(text);
  if (number === undefined) throw new NoState();
  return number;
}

function readString(tokens: Tokens): string {
  const bytes: number[] = [];
  do {
    const token = tokens.take();
    if (!/^["']/.test(token)) throw new NoState();
    unescape(token.slice(1, -1), bytes);
  } while (tokens.next !== null && /^["']/.test(tokens.next));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new NoState(); // a string is UTF-8 when its escapes are read
  }
}

const ESCAPE = /\\(?:([0-7]{1,3})|[xX]([\da-fA-F]{1,2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu;
const LETTERS: ReadonlyMap<string, number> = new Map(
  [['a', 7], ['b', 8], ['f', 12], ['n', 10], ['r', 13], ['t', 9], ['v', 11], ['\\', 92], ["'", 39], ['"', 34], ['?', 63]],
);

/** Appends the bytes of a string: octal and hexadecimal escapes are bytes, the others characters. */
function unescape(text: string, bytes: number[]): void {
  const encoder = new TextEncoder();
  const append = (more: Iterable<number>): void => {
    for (const byte of more) bytes.push(byte);
  };
  let end = 0;
  for (const match of text.matchAll(ESCAPE)) {
    append(encoder.encode(text.slice(end, match.index)));
    append(escaped(match, encoder));
    end = match.index + match[0].length;
  }
  append(encoder.encode(text.slice(end)));
}

function escaped([, octal, hex, short, long, letter]: RegExpExecArray, encoder: TextEncoder): Iterable<number> {
  if (octal !== undefined) return [parseInt(octal, 8) & 255];
  if (hex !== undefined) return [parseInt(hex, 16)];
  const unicode = short ?? long;
  if (unicode !== undefined) {
    const point = parseInt(unicode, 16);
    if (point > 0x10ffff) throw new NoState();
    return encoder.encode(String.fromCodePoint(point));
  }
  const byte = LETTERS.get(letter as string); // one of the alternatives matched
  if (byte === undefined) throw new NoState();
  return [byte];
}

/** The words of a text, one ahead. */
class Tokens {
  readonly #text: string;
  #position = 0;
  /** The token that comes next; `null` at the end. */
  next: string | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  isAt(token: string): boolean {
    return this.next === token;
  }

  take(): string {
    const token = this.next;
    if (token === null) throw new NoState();
    this.#advance();
    return token;
  }

  expect(token: string): void {
    if (this.take() !== token) throw new NoState();
  }

  #advance(): void {
    TOKEN.lastIndex = this.#position;
    const match = TOKEN.exec(this.#text);
    if (match === null) throw new NoState();
    this.#position = TOKEN.lastIndex;
    this.next = match[1] ?? null;
  }
}
