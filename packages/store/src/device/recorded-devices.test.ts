// packages/store/testdata/devices.json is what TensorFlow 2.21 did; tools/record-devices/record.py makes it.
import { readFileSync } from 'node:fs';
import type { DType, Shape } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { byteSizeLoadFn } from './byte-size-load-fn.js';
import type { DeviceFunction } from './device-function.js';
import { DeviceSpec } from './device-spec.js';
import type { DeviceStack } from './device-stack.js';
import { greedyLoadBalancingStrategy } from './greedy-load-balancing-strategy.js';
import type { DeviceFields } from './parse-device.js';
import { pushDevice } from './push-device.js';
import { randomStrategy } from './random-strategy.js';
import { replicaDeviceSetter, type PlacementStrategy, type ReplicaDeviceSetterOptions } from './replica-device-setter.js';
import { resolveDevice } from './resolve-device.js';

type Failure = { readonly error: readonly [errorClass: string, message: string] };
type Fields = readonly [string | null, number | null, number | null, string | null, number | null, string];
type Entry =
  | string
  | null
  | { readonly spec: Partial<DeviceFields> }
  | { readonly function: string; readonly device?: string }
  | { readonly setter: number };
type Step =
  | readonly ['device', Entry, readonly Step[]]
  | readonly ['variable', string, (Shape | null)?, DType?, ('resource' | 'ref')?, number?]
  | readonly ['operation', string];
type Placed = readonly [name: string, type: string, device: string];
type Strategy = { readonly greedy: number; readonly load: 'bytes' | 'one' } | { readonly random: number; readonly seed: number } | { readonly sequence: readonly number[] };
type Setter = Omit<ReplicaDeviceSetterOptions, 'psStrategy'> & { readonly psStrategy?: Strategy };

const recorded = JSON.parse(readFileSync(new URL('../../testdata/devices.json', import.meta.url), 'utf8')) as {
  readonly strings: readonly (readonly [string, Fields | Failure])[];
  readonly merges: readonly (readonly [string, string, string])[];
  readonly fields: readonly (readonly [Partial<DeviceFields>, Partial<DeviceFields>, Fields])[];
  readonly programs: readonly {
    readonly name: string;
    readonly steps: readonly Step[];
    readonly setters?: readonly Setter[];
    readonly result: readonly Placed[] | Failure;
  }[];
};

const fieldsOf = (spec: DeviceSpec): Fields =>
  [spec.job, spec.replica, spec.task, spec.deviceType, spec.deviceIndex, spec.toString()];

function attempt<T>(compute: () => T): T | Failure {
  try {
    return compute();
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return { error: [error.tensorflowError, error.message.split('\n')[0] as string] }; // split gives one at least
  }
}

/** The table of `device_function` in record.py. */
function deviceFunction(kind: string, device = ''): DeviceFunction {
  const spec = (text: string): DeviceSpec => DeviceSpec.fromString(text);
  const functions: Record<string, DeviceFunction> = {
    string: () => device,
    spec: () => spec(device),
    fill: (operation) => spec(device).makeMergedSpec(spec(operation.device)),
    override: (operation) => spec(operation.device).makeMergedSpec(spec(device)).toString(),
    variables: (operation) => (operation.type === 'NoOp' ? operation.device : device),
    resources: (operation) => (operation.type === 'VarHandleOp' ? device : operation.device),
    name: (operation) => `/task:${operation.name.length % 3}`,
    echo: (operation) => operation.device,
    nothing: () => null as never, // what the types forbid
    number: () => 3 as never,
  };
  return functions[kind] as DeviceFunction; // the kinds of record.py
}

function strategyOf(strategy: Strategy): PlacementStrategy {
  if (typeof strategy !== 'object') return strategy; // what TensorFlow refuses
  if ('greedy' in strategy) return greedyLoadBalancingStrategy(strategy.greedy, strategy.load === 'bytes' ? byteSizeLoadFn : () => 1);
  if ('random' in strategy) return randomStrategy(strategy.random, strategy.seed);
  const tasks = strategy.sequence.values();
  return () => tasks.next().value as number; // as many as ops are placed
}

function setterOf({ psStrategy, ...options }: Setter): DeviceFunction | null {
  return replicaDeviceSetter(psStrategy === undefined ? options : { ...options, psStrategy: strategyOf(psStrategy) });
}

function runProgram(steps: readonly Step[], setters: readonly (DeviceFunction | null)[], stack: DeviceStack = null): Placed[] {
  const entryOf = (entry: Entry): string | DeviceSpec | DeviceFunction | null => {
    if (entry === null || typeof entry === 'string') return entry;
    if ('spec' in entry) return new DeviceSpec(entry.spec);
    return 'setter' in entry ? (setters[entry.setter] as DeviceFunction | null) : deviceFunction(entry.function, entry.device);
  };
  return steps.flatMap((step): Placed[] => {
    if (step[0] === 'device') return runProgram(step[2], setters, pushDevice(stack, entryOf(step[1])));
    if (step[0] === 'operation') {
      return [[step[1], 'NoOp', resolveDevice(stack, { name: step[1], type: 'NoOp', shape: [], dtype: 'float32' })]];
    }
    const [, name, shape = [2], dtype = 'float32', kind = 'resource', partitions] = step;
    const type = kind === 'ref' ? 'VariableV2' : 'VarHandleOp';
    const place = (shard: string, shardShape: Shape | null): Placed =>
      [shard, type, resolveDevice(stack, { name: shard, type, shape: shardShape, dtype })];
    if (partitions === undefined || shape === null) return [place(name, shape)];
    const [rows = 0, ...rest] = shape;
    return Array.from({ length: partitions }, (_, part) => {
      const size = Math.floor(rows / partitions) + (part < rows % partitions ? 1 : 0);
      return place(`${name}/part_${part}`, [size, ...rest]);
    });
  });
}

describe('what TensorFlow recorded', () => {
  it.each(recorded.strings)('reads %j as TensorFlow does', (text, expected) => {
    expect(attempt(() => fieldsOf(DeviceSpec.fromString(text)))).toEqual(expected);
  });

  it.each(recorded.merges)('merges %j with %j as TensorFlow does', (outer, inner, expected) => {
    expect(DeviceSpec.fromString(outer).makeMergedSpec(DeviceSpec.fromString(inner)).toString()).toBe(expected);
  });

  it.each(recorded.fields)('replaces fields of %j with %j as TensorFlow does', (fields, changes, expected) => {
    expect(fieldsOf(new DeviceSpec(fields).replace(changes))).toEqual(expected);
  });

  it.each(recorded.programs)('places variables as TensorFlow does: $name', ({ steps, setters = [], result }) => {
    expect(attempt(() => runProgram(steps, setters.map(setterOf)))).toEqual(result);
  });
});
