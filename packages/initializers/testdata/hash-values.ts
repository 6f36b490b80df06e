/** Hashes values as the recordings do: the first 16 digits of the SHA-256 of their bytes in TensorFlow. */
import { createHash } from 'node:crypto';
import type { DType } from '@varscope/spec';
import type { InitialValues } from '../src/index.js';

export function hashValues(values: InitialValues, dtype: DType): string {
  const bytes = memoryOf(values as Exclude<InitialValues, string[]>, dtype); // strings are not recorded as bytes
  return createHash('sha256').update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)).digest('hex').slice(0, 16);
}

function memoryOf(values: Exclude<InitialValues, string[]>, dtype: DType): Exclude<InitialValues, string[]> {
  if (dtype !== 'float16' && dtype !== 'bfloat16') return values;
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(words, (word) => (dtype === 'bfloat16' ? word >>> 16 : float16Word(word)));
}

/** The bits of the float16 that a float32 is: nothing is rounded here. */
function float16Word(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 127;
  const significand = word & 0x7fffff;
  if (exponent === 128) return sign | 0x7c00;
  if (exponent >= -14) return sign | ((exponent + 15) << 10) | (significand >>> 13);
  return sign | ((significand | 0x800000) >>> (-1 - exponent));
}
