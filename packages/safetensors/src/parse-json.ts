/** A value of JSON: objects are maps, so that any key is an ordinary one; integers of up to 20 digits are exact. */
export type JsonValue = null | boolean | string | bigint | number | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** As deep as the reference implementation goes; it keeps a file from using up the stack. */
const MOST_DEPTH = 128;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERALS: readonly (readonly [string, JsonValue])[] = [['null', null], ['true', true], ['false', false]];
/** 2⁶⁴ has 20; longer ones would make `BigInt` slow. */
const MOST_DIGITS = 20;

/** Text that is not JSON, and where. */
export class JsonError extends Error {
  /** In UTF-16 units. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/**
 * Strict JSON. What `JSON.parse` would let pass is refused: a key that occurs twice in an object, and strings with half
 * a surrogate pair.
 * @throws JsonError
 */
export function parseJson(text: string): JsonValue {
  let position = 0;
  const value = parseValue(1);
  take(SPACE);
  if (position < text.length) fail('trailing characters');
  return value;

  function parseValue(depth: number): JsonValue {
    if (depth > MOST_DEPTH) fail('it is nested too deeply');
    take(SPACE);
    const character = text[position];
    if (character === '{') return parseObject(depth);
    if (character === '[') return parseArray(depth);
    if (character === '"') return parseString();
    const literal = LITERALS.find(([word]) => text.startsWith(word, position));
    if (literal === undefined) return parseNumber();
    position += literal[0].length;
    return literal[1];
  }

  function parseObject(depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    parseList('}', () => {
      const start = position;
      if (text[position] !== '"') fail('a key is expected');
      const key = parseString();
      if (members.has(key)) fail(`duplicate key ${JSON.stringify(key)}`, start);
      take(SPACE);
      if (text[position] !== ':') fail('`:` is expected');
      position++;
      members.set(key, parseValue(depth + 1));
    });
    return members;
  }

  function parseArray(depth: number): JsonValue[] {
    const elements: JsonValue[] = [];
    parseList(']', () => elements.push(parseValue(depth + 1)));
    return elements;
  }

  /** What is between brackets, with commas between. */
  function parseList(end: string, parseOne: () => void): void {
    position++;
    take(SPACE);
    if (text[position] === end) {
      position++;
      return;
    }
    for (;;) {
      take(SPACE);
      parseOne();
      take(SPACE);
      const next = text[position++];
      if (next === end) return;
      if (next !== ',') fail(`\`,\` or \`${end}\` is expected`, position - 1);
    }
  }

  function parseString(): string {
    const start = position++;
    let isPlain = true;
    for (take(PLAIN); text[position] !== '"'; take(PLAIN)) {
      if (take(ESCAPE) === '') fail('a string has a control character, a wrong escape or no end');
      isPlain = false;
    }
    position++;
    if (isPlain) return text.slice(start + 1, position - 1);
    const string = JSON.parse(text.slice(start, position)) as string; // a string by now
    if (/\p{Cs}/u.test(string)) fail('half of a surrogate pair', start);
    return string;
  }

  function parseNumber(): bigint | number {
    const start = position;
    const digits = take(NUMBER);
    if (digits === '') fail('a value is expected', start);
    // -0 is no integer either, to the reference implementation.
    return /[.eE]|^-0$/.test(digits) || digits.length > MOST_DIGITS ? Number(digits) : BigInt(digits);
  }

  /** What the pattern matches here; moves behind it. */
  function take(pattern: RegExp): string {
    pattern.lastIndex = position;
    const matched = pattern.exec(text)?.[0] ?? '';
    position += matched.length;
    return matched;
  }

  function fail(message: string, at: number = position): never {
    throw new JsonError(message, at);
  }
}

/** Whether a value is an object. */
export function isObject(json: JsonValue | undefined): json is JsonObject {
  return json instanceof Map;
}
