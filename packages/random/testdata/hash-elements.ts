/** Hashes elements as the recordings do: the first 16 digits of the SHA-256 of their bytes in the dtype. */

/** `elements` holds float16 and bfloat16 in a Float32Array. */
export async function hashElements(elements: ArrayBufferView, dtype: string): Promise<string> {
  const bytes = dtype === 'float16' || dtype === 'bfloat16' ? halfWords(elements as Float32Array, dtype) : elements;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)); // nobody shares the elements
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function halfWords({ buffer, byteOffset, length }: Float32Array, dtype: 'float16' | 'bfloat16'): Uint16Array {
  const bits = new Uint32Array(buffer, byteOffset, length);
  return Uint16Array.from(bits, (word) => (dtype === 'bfloat16' ? word >>> 16 : float16Word(word)));
}

/** The float16 of a float32, which must be one: nothing is rounded here. */
function float16Word(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 127;
  const significand = word & 0x7fffff;
  if (exponent === 128) return sign | 0x7c00;
  if (exponent >= -14) return sign | ((exponent + 15) << 10) | (significand >>> 13);
  return sign | ((significand | 0x800000) >>> (-1 - exponent));
}
