import { STORED_DTYPE_BYTES, type StoredDType } from '@varscope/spec';

/** Changes the order of the bytes of numbers, in place; the two parts of a complex number are numbers of their own. */
export function swapBytes(bytes: Uint8Array, dtype: StoredDType): void {
  const size = STORED_DTYPE_BYTES.get(dtype) ?? 1;
  const width = dtype === 'complex64' || dtype === 'complex128' ? size / 2 : size;
  if (width === 1) return;
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
