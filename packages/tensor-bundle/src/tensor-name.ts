import { InvalidArgumentError } from '@varscope/spec/errors';

/** The code unit for the byte 0; those for 0x80 to 0xff are lone surrogates. */
const ESCAPE = 0xdc00;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** One for all: it keeps nothing between names. */
const DECODER = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as a string: UTF-8, and bytes that are none as the lone surrogates U+DC80 to U+DCFF. Different bytes give different names. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    return decodePartly(bytes);
  }
}

/**
 * The bytes of such a name.
 * @throws InvalidArgumentError when it has other lone surrogates: no bytes stand for them.
 */
export function encodeName(name: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!LONE_SURROGATE.test(name)) return encoder.encode(name);
  const bytes: number[] = [];
  for (const character of name) {
    const code = character.codePointAt(0) as number; // a string gives no empty characters
    if (code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff) bytes.push(code - ESCAPE);
    else if (code >= 0xd800 && code <= 0xdfff) {
      throw new InvalidArgumentError(`The name ${JSON.stringify(name)} has a lone surrogate that stands for no byte.`, { variable: name });
    } else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/** Run by run: what is UTF-8, and bytes between. */
function decodePartly(bytes: Uint8Array): string {
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    for (let length = characterAt(bytes, end); length > 0; length = characterAt(bytes, end)) end += length;
    name += DECODER.decode(bytes.subarray(at, end));
    for (at = end; at < bytes.length && characterAt(bytes, at) === 0; at++) name += String.fromCharCode(ESCAPE + bytes[at]!);
  }
  return name;
}

/** The bytes of the character that begins at a byte; 0 when none does. */
function characterAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0xff;
  if (first < 0x80) return 1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (byte >> 6 !== 2) return 0;
    code = (code << 6) | (byte & 63);
  }
  const isShortest = code >= [0x80, 0x800, 0x10000][length - 2]!;
  return first < 0xc0 || first > 0xf7 || !isShortest || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : length;
}
