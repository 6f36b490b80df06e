/** Two backends that serve different devices: values stay on theirs. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import {
  add, backend, clone, complex, getBackend, memory, mul, ones, setBackend, square, sum, tensor1d, tidy, train, variableGrads, zeros,
  type KernelBackend, type Scalar, type Tensor,
} from '@tensorflow/tfjs-core';
import { DATA_AT_HOME, SERVED_DEVICES } from '@varscope/spec';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { device } from '../device.js';
import { backendOf } from '../engine.js';
import { Graph } from '../graph.js';
import { Variable } from '../variable.js';
import { replicaDeviceSetter } from './replica-device-setter.js';

let cpu: KernelBackend;
let wasm: KernelBackend;

beforeAll(async () => {
  await setBackend('wasm');
  wasm = Object.assign(backend(), { [SERVED_DEVICES]: ['/device:GPU:0'] });
  await setBackend('cpu');
  cpu = backend();
});

let graph: Graph;
let before: readonly number[];
const held = (): readonly number[] => [cpu.numDataIds(), wasm.numDataIds(), memory().numTensors];

beforeEach(() => {
  graph = new Graph();
  before = held();
});

/** Nothing is left on either backend, whatever the test did. */
afterEach(async () => {
  graph.dispose();
  await setBackend('cpu');
  expect(held()).toEqual(before);
});

const onGpu = (value: number[] | (() => Tensor) = [1, 2, 3]): Variable =>
  graph.run(() => device('/device:GPU:0', () => new Variable(value, { name: 'v' })));

/** How many values each backend holds more than before the test. */
const added = (): readonly number[] => [cpu.numDataIds() - (before[0] as number), wasm.numDataIds() - (before[1] as number)];

describe('a variable on a device that a backend serves', () => {
  it('is created on that backend, by an initializer that runs there', () => {
    let ranOn = '';
    onGpu(() => {
      ranOn = getBackend();
      return zeros([3]);
    });
    expect(ranOn).toBe('wasm');
    expect(added()).toEqual([0, 1]);
    expect(getBackend()).toBe('cpu');
  });

  it('is moved there where a function chooses its device', () => {
    const variables = graph.run(() =>
      device((operation) => (operation.name === 'first' ? '/gpu:0' : '/cpu:0'), () =>
        ['first', 'second'].map((name, i) => new Variable([i, 2], { name })),
      ),
    );
    expect(added()).toEqual([1, 1]);
    expect(variables.map((v) => [...v.dataSync()])).toEqual([[0, 2], [1, 2]]);
  });

  it('leaves a tensor that was its initial value where it is', () => {
    const given = tensor1d([1, 2]);
    const v = graph.run(() => device(() => '/gpu:0', () => new Variable(given)));
    expect([backendOf(given.dataId), added()]).toEqual([cpu, [1, 1]]);
    given.dispose();
    expect([...v.dataSync()]).toEqual([1, 2]);
  });

  it('tells the data of its value without making a copy', () => {
    const v = onGpu();
    expect(backendOf(Reflect.get(v, DATA_AT_HOME) as object)).toBe(wasm);
    expect(added()).toEqual([0, 1]);
  });

  it('stays there while ops of another backend read one copy of it', () => {
    const v = onGpu();
    expect(tidy(() => [...add(v, v).dataSync()])).toEqual([2, 4, 6]);
    expect(tidy(() => [...mul(v, v).dataSync()])).toEqual([1, 4, 9]);
    expect(added()).toEqual([1, 1]);
  });

  it('is read again after it has changed', () => {
    const v = onGpu();
    const kept = v.readValue();
    v.assign([4, 5, 6]);
    expect(tidy(() => [...add(v, 1).dataSync()])).toEqual([5, 6, 7]);
    expect([...kept.dataSync()]).toEqual([1, 2, 3]);
    kept.dispose();
    expect(added()).toEqual([1, 1]);
  });

  it('brings home what it is assigned, wherever that is', () => {
    const v = onGpu();
    const [here, there] = [tensor1d([4, 5, 6]), device('/gpu:0', () => tensor1d([7, 8, 9]))];
    v.assign(here);
    expect(backendOf(here.dataId)).toBe(cpu);
    here.dispose();
    expect([v.isInitialized, added()]).toEqual([true, [0, 2]]);
    v.assign(there);
    there.dispose();
    v.assign(v);
    expect([...v.dataSync()]).toEqual([7, 8, 9]);
    expect(added()).toEqual([0, 1]);
  });

  it('is updated at home', () => {
    const v = onGpu();
    v.assignAdd([1, 1, 1]).assignSub([0, 0, 1]).scatterUpdate([0], [9]);
    expect([...v.dataSync()]).toEqual([9, 3, 3]);
    expect(added()).toEqual([0, 1]);
  });

  it('is read back without being copied to another backend', async () => {
    const v = onGpu();
    expect([...(await v.data())]).toEqual([1, 2, 3]);
    expect(await v.array()).toEqual([1, 2, 3]);
    expect((await v.bytes()).length).toBe(12);
    expect(added()).toEqual([0, 1]);
  });

  it('comes back when a tensor that shares its data has taken it along', () => {
    const v = onGpu();
    const shared = device('/gpu:0', () => clone<Tensor>(v));
    expect(tidy(() => [...add(shared, 1).dataSync()])).toEqual([2, 3, 4]); // on cpu: tfjs moves the data of both
    expect(device('/gpu:0', () => tidy(() => [...add(v, 1).dataSync()]))).toEqual([2, 3, 4]);
    shared.dispose();
    expect(added()).toEqual([0, 1]);
  });

  it.each(['bool', 'int32', 'string'] as const)('may have dtype %s', (dtype) => {
    const value = { bool: [true, false], int32: [1, 2], string: ['a', 'b'] }[dtype];
    const v = graph.run(() => device(() => '/gpu:0', () => new Variable(value, { dtype })));
    expect(tidy(() => clone<Tensor>(v).arraySync())).toEqual(dtype === 'bool' ? [1, 0] : value);
    expect(v.arraySync()).toEqual(dtype === 'bool' ? [1, 0] : value);
  });

  it('has no place where it holds complex numbers, which tfjs cannot copy', () => {
    const value = tidy(() => complex([1], [2]));
    const v = graph.run(() => device(() => '/gpu:0', () => new Variable(value)));
    value.dispose();
    expect([...v.dataSync()]).toEqual([1, 2]);
    v.dispose();
  });

  it('waits for its initializer in a deferred graph, which then runs there', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    let ranOn = '';
    const v = deferred.run(() => device('/gpu:0', () => new Variable(() => {
      ranOn = getBackend();
      return ones([2]);
    }, { shape: [2], dtype: 'float32' })));
    expect(added()).toEqual([0, 0]);
    v.initializer.run();
    expect([ranOn, added(), tidy(() => [...add(v, 1).dataSync()])]).toEqual(['wasm', [0, 1], [2, 2]]);
  });

  it('finds its place when it gets its first value: graphs are built before backends start', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    Reflect.deleteProperty(wasm, SERVED_DEVICES);
    const v = deferred.run(() => device('/gpu:0', () => new Variable([1, 2])));
    Object.assign(wasm, { [SERVED_DEVICES]: ['/device:GPU:0'] });
    v.assign([3, 4]);
    expect([added(), [...v.dataSync()]]).toEqual([[0, 1], [3, 4]]);
  });

  it('is trained by the optimizers of tfjs', () => {
    const v = onGpu();
    const optimizer = train.sgd(0.75);
    const loss = (): Scalar => sum(square(v));
    for (let step = 0; step < 2; step++) optimizer.minimize(loss, false, [v]);
    expect([...v.dataSync()]).toEqual([0.25, 0.5, 0.75]);
    optimizer.dispose();
    expect(added()).toEqual([0, 1]);
  });

  it('has gradients, on whatever backend they are computed', () => {
    const v = onGpu();
    for (const name of ['/cpu:0', '/gpu:0']) {
      const { value, grads } = device(name, () => variableGrads(() => sum<Scalar>(square(v)), [v]));
      expect([...Object.values(grads).flatMap((g) => [...g.dataSync()])]).toEqual([2, 4, 6]);
      value.dispose();
      for (const g of Object.values(grads)) g.dispose();
    }
  });
});

describe('cachingDevice', () => {
  it('keeps a copy for readers there, and the value where it was created', () => {
    const v = graph.run(() => new Variable([1, 2], { cachingDevice: '/gpu:0' }));
    expect(added()).toEqual([1, 0]);
    const read = (): number[] => device('/gpu:0', () => tidy(() => [...add(v, 1).dataSync()]));
    expect([read(), added()]).toEqual([[2, 3], [1, 1]]);
    v.assign([3, 4]);
    expect(added()).toEqual([1, 0]);
    expect([read(), read(), added()]).toEqual([[4, 5], [4, 5], [1, 1]]);
  });

  it('may be a function of the device of the variable', () => {
    const v = graph.run(() => device('/cpu:0', () => new Variable([1, 2], { cachingDevice: ({ device: own }) => own.replace('CPU', 'GPU') })));
    expect(device('/gpu:0', () => tidy(() => [...add(v, 1).dataSync()]))).toEqual([2, 3]);
    expect(added()).toEqual([1, 1]);
  });

  it('is merged with the scopes around', () => {
    const v = graph.run(() => device('/job:ps', () => new Variable([1, 2], { cachingDevice: '/gpu:0' })));
    expect(device('/gpu:0', () => tidy(() => [...add(v, 1).dataSync()]))).toEqual([2, 3]);
    expect(added()).toEqual([0, 1]); // a device of another process: the data went along
  });
});

describe('a device that nothing serves here', () => {
  it.each(['/gpu:1', '/device:TPU:0', '/job:ps/device:GPU:0', '/task:1/gpu:0', '/job:localhost/replica:1/gpu:0', ''])('leaves values where they are used: %j', (name) => {
    const v = graph.run(() => device(() => name, () => new Variable([1, 2])));
    expect(added()).toEqual([1, 0]);
    device('/gpu:0', () => tidy(() => square(v)).dispose());
    expect(added()).toEqual([0, 1]);
  });

  it.each(['/device:GPU:0', '/gpu:0', '/GPU', '/device:gpu:*', '/job:localhost/replica:0/task:0/device:GPU:0', '/gpu:0/task:0'])('is not %j', (name) => {
    graph.run(() => device(() => name, () => new Variable([1, 2])));
    expect(added()).toEqual([0, 1]);
  });

  it('is not that of a backend of which no adapter says what it serves: the first CPU', () => {
    graph.run(() => device(() => '/cpu:0', () => new Variable([1, 2])));
    expect(added()).toEqual([1, 0]);
  });
});

describe('device', () => {
  it('runs ops on the backend that serves it, and then where they ran before', () => {
    const seen = device('/gpu:0', () => [getBackend(), device('/cpu:0', getBackend), getBackend(), device('/job:localhost', getBackend)]);
    expect([seen, getBackend()]).toEqual([['wasm', 'cpu', 'wasm', 'wasm'], 'cpu']);
    expect(() => device('/gpu:0', () => { throw new Error('of the body'); })).toThrow('of the body');
    expect(getBackend()).toBe('cpu');
  });

  it('leaves ops where they are for what nothing serves, a function, and null', () => {
    const devices = ['/gpu:1', '/job:ps/gpu:0', (): string => '/gpu:0', replicaDeviceSetter({ psTasks: 2 }), null];
    expect(devices.map((each) => device(each, getBackend))).toEqual(devices.map(() => 'cpu'));
    expect(device('/job:ps', () => device('/gpu:0', getBackend))).toBe('cpu');
  });

  it('does so in the synchronous part of a body', async () => {
    const [start, end, placed] = await graph.run(() => device('/gpu:0', async () => {
      const first = getBackend();
      await Promise.resolve();
      return [first, getBackend(), new Variable([1, 2])] as const;
    }));
    expect([start, end, placed.device, added()]).toEqual(['wasm', 'cpu', '/device:GPU:0', [0, 1]]);
  });
});
