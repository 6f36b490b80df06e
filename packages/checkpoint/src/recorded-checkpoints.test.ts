/** Checkpoints that real TensorFlow wrote, restored into variables of every dtype and partitioning. */
import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { dtypeInfo, saveSliceInfo, type DTypeInfo } from '@varscope/spec';
import { ValueRangeError } from '@varscope/spec/errors';
import { Graph, Variable } from '@varscope/store';
import { openTensorBundle } from '@varscope/tensor-bundle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordedCheckpoint, type RecordedTensor } from '../testdata/recorded.js';
import { encodeValues } from './encode-values.js';
import { loadCheckpoint } from './load-checkpoint.js';
import { objectGraphKeys } from './object-graph.js';
import { Saver } from './saver.js';
import { storedValues } from './stored-values.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph({ initialization: 'deferred' });
});
afterEach(() => graph.dispose());

function neverRun(): never {
  throw new Error('An initializer has run.');
}

const variableOf = ({ name, dtype, shape }: Omit<RecordedTensor, 'bytes'>): Variable =>
  graph.run(() => new Variable(neverRun, { name: name.replace(/[^\w./-]/g, '_').replace(/^[^\w.]/, 'x'), dtype, shape }));

/** Whether the storage holds every value: it is then written as it was read. */
function isHeld(tensor: RecordedTensor): boolean {
  const info = dtypeInfo(tensor.dtype);
  if (info === undefined || tensor.bytes === null) return false;
  const values = storedValues(tensor.dtype, tensor.bytes) as Iterable<number | bigint>; // bytes are of numbers
  return [...values].every((value) => isInRange(Number(value), info));
}

function isInRange(value: number, info: DTypeInfo): boolean {
  if (info.kind === 'integer') return value >= (info.min as number) && value <= (info.max as number); // it has both
  return info.exact || Object.is(Math.fround(value), value);
}

describe('restores and encodes the bits that TensorFlow wrote in', () => {
  for (const name of ['v2-single', 'v2-sharded', 'v2-merged', 'v2-partitioned', 'v2-dtypes', 'v1-single', 'v1-sharded', 'v1-dtypes', 'big-endian']) {
    it(name, async () => {
      const { prefix, tensors } = recordedCheckpoint(name);
      const held = [...tensors.values()].filter(isHeld);
      const variables = new Map(held.map((tensor) => [tensor.name, variableOf(tensor)]));
      expect(held.length).toBeGreaterThan(3);
      const report = await new Saver(variables).restore(prefix);
      expect(report.restored).toHaveLength(held.length);
      for (const tensor of held) {
        const variable = variables.get(tensor.name) as Variable;
        expect(variable.isInitialized).toBe(true);
        expect(variable.shape).toEqual(tensor.shape);
        const found = encodeValues(await variable.data(), tensor.dtype);
        expect(withoutPayloads(found, tensor), tensor.name).toEqual(withoutPayloads(tensor.bytes as Uint8Array, tensor));
      }
    });
  }
});

/** Numbers of another storage than their dtype pass through arithmetic, which keeps no bits of what is no number. */
function withoutPayloads(bytes: Uint8Array, { dtype }: RecordedTensor): unknown {
  return ['float16', 'bfloat16', 'float64', 'complex128'].includes(dtype) ? [...storedValues(dtype, bytes) as Float32Array] : bytes;
}

it('refuses integers of 64 bits that the storage cannot hold, and leaves the variable without a value', async () => {
  const { prefix, tensors } = recordedCheckpoint('v2-dtypes');
  const large = [...tensors.values()].find((tensor) => tensor.dtype === 'int64' && tensor.bytes !== null && !isHeld(tensor)) as RecordedTensor; // there is
  const variable = variableOf(large);
  const before = memory().numTensors;
  await expect(new Saver({ [large.name]: variable }).restore(prefix)).rejects.toSatisfy(ValueRangeError.isInstance);
  expect(variable.isInitialized).toBe(false);
  expect(memory().numTensors).toBe(before);
  await using reader = await loadCheckpoint(prefix);
  await expect(reader.getTensor(large.name)).rejects.toSatisfy(ValueRangeError.isInstance);
  expect(await reader.getValues(large.name)).toEqual(new BigInt64Array((large.bytes as Uint8Array).buffer));
});

it('restores the slots of optimizers, those of partitioned variables as slices', async () => {
  const { prefix, tensors, variables: recorded } = recordedCheckpoint('v2-optimizer');
  const variables = recorded.map(({ variable: name, checkpoint_key, spec, dtype, shape }) => {
    const variable = variableOf({ name, dtype, shape });
    if (spec !== '') variable.saveSliceInfo = parseSpec(checkpoint_key, spec);
    return variable;
  });
  const report = await new Saver(variables).restore(prefix);
  expect(report.restored).toHaveLength(recorded.length);
  expect(report.unexpected).toEqual([]);
  const whole = [...tensors.values()].filter(({ bytes }) => bytes !== null);
  for (const { name, bytes } of whole.filter((tensor) => recorded.some((one) => one.variable === tensor.name))) {
    const variable = variables.find(({ op }) => op.name === name) as Variable;
    expect(encodeValues(await variable.data(), variable.declaredDtype), name).toEqual(bytes);
  }
  const parts = variables.filter((variable) => variable.saveSliceInfo?.fullName === 'model/emb/Adam');
  const rows = parts.flatMap((part) => [...part.dataSync()]);
  expect(rows).toEqual([...storedValues('float32', tensors.get('model/emb/Adam')?.bytes as Uint8Array) as Float32Array]);
});

function parseSpec(name: string, spec: string): ReturnType<typeof saveSliceInfo> {
  const parts = spec.split(' ');
  const slices = (parts.pop() as string).split(':').map((slice) => slice.split(',').map(Number));
  return saveSliceInfo(name, parts.map(Number), slices.map(([start]) => start!), slices.map(([, length]) => length!)); // `start,length`
}

it('restores strings by their bytes', async () => {
  const { prefix, tensors } = recordedCheckpoint('v2-dtypes');
  const strings = [...tensors.values()].filter(({ dtype }) => dtype === 'string');
  expect(strings.length).toBeGreaterThan(1);
  await using reader = await loadCheckpoint(prefix);
  for (const tensor of strings) {
    const variable = variableOf(tensor);
    await new Saver({ [tensor.name]: variable }).restore(prefix);
    expect(await variable.bytes(), tensor.name).toEqual(await reader.getValues(tensor.name));
  }
});

it('finds the variables of object-based checkpoints by the names of their graph, slots too', async () => {
  for (const name of ['object-based', 'object-based-keras', 'savedmodel-tf2/variables']) {
    const { prefix, tensors } = recordedCheckpoint(name);
    const reader = await openTensorBundle(prefix);
    const found = (await objectGraphKeys(reader)) as ReadonlyMap<string, string>; // it is object-based
    await reader.close();
    const keys = [...found].filter(([full]) => full !== '');
    const named = keys.map(([full, key]) => ({ full, tensor: tensors.get(key) })).filter(({ tensor }) => tensor?.bytes);
    expect(named.length, name).toBeGreaterThan(1);
    const variables = new Map(named.map(({ full, tensor }) => [full, variableOf({ ...(tensor as RecordedTensor), name: full })]));
    await new Saver(variables).restore(prefix);
    for (const { full, tensor } of named) {
      const values = encodeValues(await (variables.get(full) as Variable).data(), (tensor as RecordedTensor).dtype);
      expect(values, full).toEqual((tensor as RecordedTensor).bytes);
    }
    graph.dispose();
    graph = new Graph({ initialization: 'deferred' });
  }
});
