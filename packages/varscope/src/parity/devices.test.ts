/** `tf.device`, `tf.DeviceSpec`, `tf.train.replica_device_setter` and `tf.contrib.training`'s strategies. */
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  byteSizeLoadFn,
  device,
  DeviceSpec,
  getVariable,
  Graph,
  greedyLoadBalancingStrategy,
  randomStrategy,
  replicaDeviceSetter,
  STANDARD_PS_OPS,
  type DeviceOperation,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const placed = (...names: string[]): string[] => names.map((name) => getVariable(name, [1]).device);

test('tf.device takes a string, a specification, a function or null, and merges as TensorFlow does', () => {
  graph.run(() => {
    expect(placed('a')).toEqual(['']);
    const inner = DeviceSpec.fromString('/task:1/cpu:0');
    expect(device('/job:ps', () => device(inner, () => placed('b')))).toEqual(['/job:ps/task:1/device:CPU:0']);
    expect(device('/job:ps', () => device(null, () => placed('c')))).toEqual(['']);
    expect(device(({ name, type }) => (type === 'VarHandleOp' ? `/job:${name}` : ''), () => placed('d'))).toEqual(['/job:d']);
  });
});

test('tf.DeviceSpec reads and writes device strings, merges and replaces', () => {
  const spec = DeviceSpec.fromString('/job:ps/replica:0/task:1/gpu:2');
  const { job, replica, task, deviceType, deviceIndex } = spec;
  expect([job, replica, task, deviceType, deviceIndex]).toEqual(['ps', 0, 1, 'GPU', 2]);
  expect(new DeviceSpec({ job: 'worker', deviceType: 'CPU' }).toString()).toBe('/job:worker/device:CPU:*');
  expect(spec.makeMergedSpec(DeviceSpec.fromString('/task:3')).toString()).toBe('/job:ps/replica:0/task:3/device:GPU:2');
  expect(spec.replace({ task: null }).toString()).toBe('/job:ps/replica:0/device:GPU:2');
});

test('tf.train.replica_device_setter deals variables out in turn', () => {
  graph.run(() => {
    const setter = replicaDeviceSetter({ cluster: { ps: ['a:1', 'b:1'], worker: ['c:1'] } });
    expect(device(setter, () => placed('a', 'b', 'c'))).toEqual(['/job:ps/task:0', '/job:ps/task:1', '/job:ps/task:0']);
    expect(replicaDeviceSetter({ psTasks: 0 })).toBeNull();
    expect(device(replicaDeviceSetter({ psTasks: 1, psOps: [], workerDevice: '/job:chief' }), () => placed('d'))).toEqual(['/job:chief']);
    expect(STANDARD_PS_OPS).toContain('VarHandleOp');
  });
});

test('tf.contrib.training has a greedy and a random strategy, and a load by bytes', () => {
  graph.run(() => {
    const greedy = replicaDeviceSetter({ psTasks: 2, psStrategy: greedyLoadBalancingStrategy(2, byteSizeLoadFn) });
    const sizes = [100, 10, 10];
    const found = device(greedy, () => sizes.map((size, index) => getVariable(`v${index}`, [size]).device));
    expect(found).toEqual(['/job:ps/task:0', '/job:ps/task:1', '/job:ps/task:1']);
    const operation = { name: 'v', type: 'VarHandleOp', device: '', shape: [2, 3], dtype: 'float64' } as const satisfies DeviceOperation;
    expect(byteSizeLoadFn(operation)).toBe(48);
    expect([0, 1]).toContain(randomStrategy(2)(operation));
  });
});
