import type { StoredDType } from '@varscope/spec';
import { castElements } from './elements/cast-elements.js';
import type { TensorSource } from './tensor-source.js';

/** A tensor in another dtype: its values are cast when they are read. */
export function castSource(source: TensorSource, dtype: StoredDType): TensorSource {
  if (source.dtype === dtype) return source;
  return {
    ...source,
    dtype,
    read: async (slice) => {
      const data = await source.read(slice);
      // There is no cast of strings: an empty array makes it say so.
      return castElements(data instanceof Uint8Array ? data : new Uint8Array(0), source.dtype, dtype, source.name);
    },
  };
}
