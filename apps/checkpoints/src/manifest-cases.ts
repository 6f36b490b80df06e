import { dirname, join } from 'node:path';
import type { StoredTensor, TensorReader, TensorSlice } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareValue } from './compare-value.js';
import { nameBytes } from './name-bytes.js';
import type { Manifest, RecordedSlice, RecordedTensor } from './recorded.js';
import { SharedReader, type OpenedCheckpoint } from './shared-reader.js';

/** What a manifest says: one case for the names of the checkpoint beside it, and one for each tensor. */
export function manifestCases(path: string, { prefix = 'model.ckpt', tensors }: Manifest): RecordedCase[] {
  const checkpoint = new SharedReader(join(dirname(path), prefix), 1 + tensors.length);
  return [
    { id: 'names', check: () => checkpoint.use((opened) => compareNames(tensors, opened)) },
    ...tensors.map((tensor) => ({
      id: tensor.name ?? String(tensor.name_b64),
      check: () => checkpoint.use((opened) => compareTensor(tensor, opened)),
    })),
  ];
}

/** The bytes of a recorded name, in base64. */
export function recordedNameBytes({ name, name_b64: bytes }: RecordedTensor): string {
  return bytes ?? nameBytes(name ?? '');
}

function compareNames(recorded: readonly RecordedTensor[], { tensors }: OpenedCheckpoint): void {
  expectSame('names in base64', recorded.map(recordedNameBytes).sort(), [...tensors.keys()].sort());
}

async function compareTensor(recorded: RecordedTensor, { reader, tensors }: OpenedCheckpoint): Promise<void> {
  const bytes = recordedNameBytes(recorded);
  const found = tensors.get(bytes);
  if (found === undefined) throw new Difference('tensor', bytes, null);
  const { name, dtype, shape } = found;
  expectSame('dtype and shape', [recorded.dtype, recorded.shape], [dtype, shape]);
  if (recorded.value === null) await expectRefusal(reader.read({ name }));
  else compareValue('value', recorded, await reader.read({ name }));
  await compareSlices(recorded, found, reader);
}

async function compareSlices({ slices = [] }: RecordedTensor, found: StoredTensor, reader: TensorReader): Promise<void> {
  const pieces = slices.map(blockOf).filter(({ shape }) => shape.join() !== found.shape.join());
  expectSame('slices', pieces, found.slices);
  for (const recorded of slices) {
    if (recorded.b64 === undefined && recorded.sha256 === undefined && recorded.strings === undefined) continue; // listed only
    const slice = blockOf(recorded);
    compareValue(`slice ${JSON.stringify(slice)}`, recorded, await reader.read({ name: found.name, slice }));
  }
}

function blockOf({ extents, shape }: RecordedSlice): TensorSlice {
  return { offset: extents.map(([start]) => start), shape };
}

async function expectRefusal(reading: Promise<unknown>): Promise<void> {
  try {
    await reading;
  } catch (error) {
    if (VarscopeError.isInstance(error)) return;
    throw error;
  }
  throw new Difference('value', 'an error, since no slice has all of it', 'a value');
}
