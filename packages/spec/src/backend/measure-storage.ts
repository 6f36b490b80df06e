import { complex, fill, imag, logicalNot, neg, tensor1d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { BackendCapabilities } from '../backend.js';
import type { StorageDType } from '../dtype.js';
import { withBackend } from './with-backend.js';

/** More elements than WebGL leaves to the processor. */
const LENGTH = 256;
/** 32-bit floats hold it and 16-bit floats do not. */
const FINE = 1 + 2 ** -20;

/** What gives back one value in every element where the backend can hold the dtype. */
const PROBES: Readonly<Record<StorageDType, { readonly expected: number | string; readonly run: () => Tensor }>> = {
  float32: { expected: -1.5, run: () => neg(fill([LENGTH], 1.5)) },
  int32: { expected: -7, run: () => neg(fill([LENGTH], 7, 'int32')) },
  bool: { expected: 0, run: () => logicalNot(fill([LENGTH], 1, 'bool')) },
  string: { expected: 'text', run: () => tensor1d(new Array<string>(LENGTH).fill('text'), 'string') },
  complex64: { expected: 0.5, run: () => imag(complex(fill([LENGTH], 2), fill([LENGTH], 0.5))) },
};

/** Which dtypes a backend holds, and how exactly, found by computing with them. */
export async function measureStorage(name: string): Promise<Pick<BackendCapabilities, 'dtypes' | 'floatPrecision'>> {
  const dtypes = Object.keys(PROBES) as StorageDType[]; // the keys of the record
  const held = await Promise.all(dtypes.map((dtype) => gives(name, PROBES[dtype].run, PROBES[dtype].expected)));
  const isFine = await gives(name, () => neg(tensor1d(new Array<number>(LENGTH).fill(FINE))), -FINE);
  return { dtypes: dtypes.filter((_, index) => held[index]), floatPrecision: isFine ? 32 : 16 };
}

async function gives(name: string, run: () => Tensor, expected: number | string): Promise<boolean> {
  try {
    const tensor = withBackend(name, () => tidy(run));
    try {
      const values: Iterable<number | string> = await tensor.data<'float32' | 'string'>();
      return [...values].every((value) => value === expected);
    } finally {
      tensor.dispose();
    }
  } catch {
    return false; // a backend that lacks a kernel throws, and then it does not hold the dtype
  }
}
