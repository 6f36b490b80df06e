import { InvalidArgumentError } from '@varscope/spec/errors';

/** The code unit for the byte 0; those for 0x80 to 0xff are lone surrogates. */
const ESCAPE = 0xdc00;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** Calls with so many parameters work everywhere. */
const MOST_PARAMETERS = 1024;

/** A name as a string: UTF-8, and bytes that are none as the lone surrogates U+DC80 to U+DCFF. Different bytes give different names. */
export function decodeName(bytes: Uint8Array): string {
  // Far faster than a decoder for short names, as most are. The cast: TypeScript wants an array for what may be like one.
  if (bytes.length <= MOST_PARAMETERS && isAscii(bytes)) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
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

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 127) return false;
  return true;
}

/** Character by character: each is the shortest piece that is UTF-8, or else one byte. */
function decodePartly(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes[at]!);
    try {
      name += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      name += String.fromCharCode(ESCAPE + bytes[at]!);
      at++;
    }
  }
  return name;
}

function characterLength(first: number): number {
  if (first < 0xe0) return first < 0xc0 ? 1 : 2;
  return first < 0xf0 ? 3 : 4;
}
