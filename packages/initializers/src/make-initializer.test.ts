import '@tensorflow/tfjs-backend-cpu';
import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { isInitializerFactory, PartitionInfo, type DType, type Initializer } from '@varscope/spec';
import { ArgumentTypeError, BadShapeError, DTypeInvalidError, ValueRangeError } from '@varscope/spec/errors';
import { GraphSeeds, RecordedSeeds, withSeedSource } from '@varscope/random';
import { describe, expect, it } from 'vitest';
import * as initializers from './index.js';

function read(tensor: Tensor): { dtype: string; shape: number[]; values: number[] } {
  const { dtype, shape } = tensor;
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return { dtype, shape, values };
}

const FACTORIES = Object.entries(initializers).flatMap(([name, value]) => (isInitializerFactory(value) ? [[name, value] as const] : []));

describe.each(FACTORIES)('%s', (name, factory) => {
  const shape = /Orthogonal(\dd)?$/.test(name) && name !== 'orthogonalInitializer' ? kernelShape(name) : [2, 3];

  it('may be passed uncalled, and its initializers tell that they take a shape', () => {
    const initializer = factory();
    expect(initializer.length).toBeGreaterThanOrEqual(1);
  });

  it('makes one new tensor of the shape, which belongs to the caller', () => {
    const before = memory().numTensors;
    const tensor = factory()(shape);
    expect(memory().numTensors).toBe(before + 1);
    expect(read(tensor)).toMatchObject({ dtype: 'float32', shape });
  });

  it('reserves the seeds that the call takes, in the same order', () => {
    const initializer = factory();
    const direct = withSeedSource(new GraphSeeds({ seed: 5 }), () => initializer.values(shape));
    const seeds = new RecordedSeeds(new GraphSeeds({ seed: 5 }));
    seeds.reserve(() => initializer.reserveSeeds(shape));
    seeds.begin();
    expect(withSeedSource(seeds, () => initializer.values(shape))).toEqual(direct);
  });
});

function kernelShape(name: string): number[] {
  const dimensions = Number(/(\d)d$/.exec(name)?.[1] ?? 2);
  return [...new Array<number>(dimensions).fill(2), 2, 3];
}

describe('a call', () => {
  const { zerosInitializer, onesInitializer, constantInitializer, randomUniformInitializer, randomNormalInitializer } = initializers;

  it.each([
    ['float16', 'float32'],
    ['bfloat16', 'float32'],
    ['float64', 'float32'],
    ['int8', 'int32'],
    ['uint16', 'int32'],
    ['int64', 'int32'],
    ['uint64', 'int32'],
    ['bool', 'bool'],
  ] as const)('stores ones of %s in %s', (dtype, storage) => {
    expect(read(onesInitializer()([2], dtype))).toEqual({ dtype: storage, shape: [2], values: [1, 1] });
  });

  it.each(['complex64', 'complex128'] as const)('stores %s in complex64', (dtype) => {
    expect(read(onesInitializer()([2], dtype))).toEqual({ dtype: 'complex64', shape: [2], values: [1, 0, 1, 0] });
  });

  it('makes empty strings', () => {
    const tensor = zerosInitializer()([2], 'string');
    expect(tensor.dtype).toBe('string');
    expect(tensor.dataSync()).toEqual(['', '']);
    tensor.dispose();
  });

  it('takes the dtype of the factory when it has none', () => {
    expect(read(zerosInitializer({ dtype: 'int32' })([1]))).toMatchObject({ dtype: 'int32' });
    expect(read(zerosInitializer({ dtype: 'int32' })([1], 'bool'))).toMatchObject({ dtype: 'bool' });
  });

  it('gives all bits of a dtype as values, and the storage of tfjs as a tensor', () => {
    const initializer = randomUniformInitializer({ seed: 42 });
    expect(initializer.values([1], 'float64')).toEqual(Float64Array.of(0.6181726095777149));
    expect(read(initializer([1], 'float64')).values).toEqual([Math.fround(0.6181726095777149)]);
  });

  it('refuses a tensor whose storage cannot hold a value, and leaves nothing behind', () => {
    const before = memory().numTensors;
    const wide = randomUniformInitializer({ minval: 2 ** 40, maxval: 2 ** 41, seed: 1, dtype: 'int64' });
    expect(wide.values([2])).toEqual(expect.any(BigInt64Array));
    expect(() => wide([2])).toThrow(ValueRangeError);
    expect(() => constantInitializer(1e300)([2], 'float64')).toThrow(ValueRangeError);
    expect(() => constantInitializer(2n ** 31n)([2], 'uint32')).toThrow(ValueRangeError);
    expect(memory().numTensors).toBe(before);
  });

  it('leaves no tensor behind when it is refused', () => {
    const before = memory().numTensors;
    const wrong = 'foo' as DType; // what a caller without types may pass
    expect(() => zerosInitializer()([-1])).toThrow(BadShapeError);
    expect(() => zerosInitializer()([1.5])).toThrow(ArgumentTypeError);
    expect(() => zerosInitializer()([1], wrong)).toThrow(DTypeInvalidError);
    expect(() => randomNormalInitializer()([1], 'int32')).toThrow(ArgumentTypeError);
    expect(memory().numTensors).toBe(before);
  });

  it('accepts absent arguments that are null', () => {
    const initializer = onesInitializer() as unknown as (shape: number[], dtype: null, partitionInfo: null) => Tensor; // untyped
    expect(read(initializer([1], null, null)).values).toEqual([1]);
  });

  it('gives different values each time when there is no seed at all', () => {
    const initializer: Initializer = randomNormalInitializer();
    expect(read(initializer([4])).values).not.toEqual(read(initializer([4])).values);
  });
});

describe('the shards of a partitioned variable', () => {
  const fullShape = [5, 4];
  const shards = [
    { shape: [3, 4], info: new PartitionInfo(fullShape, [0, 0]) },
    { shape: [2, 4], info: new PartitionInfo(fullShape, [3, 0]) },
  ];
  const columns = [
    { shape: [5, 1], info: new PartitionInfo(fullShape, [0, 0]) },
    { shape: [5, 2], info: new PartitionInfo(fullShape, [0, 1]) },
    { shape: [5, 1], info: new PartitionInfo(fullShape, [0, 3]) },
  ];
  const seeded = [
    ['randomUniformInitializer', initializers.randomUniformInitializer],
    ['randomNormalInitializer', initializers.randomNormalInitializer],
    ['truncatedNormalInitializer', initializers.truncatedNormalInitializer],
    ['uniformUnitScalingInitializer', initializers.uniformUnitScalingInitializer],
    ['varianceScalingInitializer', initializers.varianceScalingInitializer],
    ['glorotUniformInitializer', initializers.glorotUniformInitializer],
    ['glorotNormalInitializer', initializers.glorotNormalInitializer],
    ['heNormal', initializers.heNormal],
    ['heUniform', initializers.heUniform],
    ['lecunNormal', initializers.lecunNormal],
    ['lecunUniform', initializers.lecunUniform],
    ['orthogonalInitializer', initializers.orthogonalInitializer],
  ] as const;

  it.each(seeded)('are parts of the whole with distinctShards: %s', (_, factory) => {
    const initializer = factory({ seed: 42, distinctShards: true });
    const whole = Array.from(initializer.values(fullShape) as Float32Array);
    const [top, bottom] = shards.map(({ shape, info }) => Array.from(initializer.values(shape, 'float32', info) as Float32Array));
    expect([...(top ?? []), ...(bottom ?? [])]).toEqual(whole);
    for (const { shape, info } of columns) {
      const part = Array.from(initializer.values(shape, 'float32', info) as Float32Array);
      const [width = 0] = shape.slice(1);
      const [first = 0] = info.varOffset.slice(1);
      expect(part).toEqual(whole.filter((_value, i) => i % 4 >= first && i % 4 < first + width));
    }
  });

  it.each(seeded.filter(([name]) => name !== 'orthogonalInitializer'))('begin with the same values without it: %s', (_, factory) => {
    const initializer = factory({ seed: 42 });
    const [top, bottom] = shards.map(({ shape, info }) => Array.from(initializer.values(shape, 'float32', info) as Float32Array));
    expect(bottom).toEqual(top?.slice(0, 8));
  });

  it('are parts of the whole for integers too', () => {
    const initializer = initializers.randomUniformInitializer({ minval: 0, maxval: 100, seed: 1, dtype: 'int64', distinctShards: true });
    const parts = shards.flatMap(({ shape, info }) => Array.from(initializer.values(shape, 'int64', info) as BigInt64Array));
    expect(parts).toEqual(Array.from(initializer.values(fullShape) as BigInt64Array));
  });

  it('are parts of a convolution kernel', () => {
    const kernel = [3, 3, 2, 4];
    const initializer = initializers.convolutionalDeltaOrthogonal({ seed: 3, distinctShards: true });
    const whole = Array.from(initializer.values(kernel) as Float32Array);
    const parts = [[0, 2] as const, [2, 1] as const].map(([offset, size]) =>
      initializer.values([size, 3, 2, 4], 'float32', new PartitionInfo(kernel, [offset, 0, 0, 0])),
    );
    expect(parts.flatMap((part) => Array.from(part as Float32Array))).toEqual(whole);
  });

  it('differ by their seeds under a graph seed, with and without distinctShards', () => {
    const values = [true, false].map((distinctShards) =>
      withSeedSource(new GraphSeeds({ seed: 1 }), () => {
        const initializer = initializers.randomNormalInitializer({ distinctShards });
        return shards.map(({ shape, info }) => Array.from(initializer.values(shape, 'float32', info) as Float32Array));
      }),
    );
    expect(values[0]).toEqual(values[1]);
    expect(values[0]?.[1]).not.toEqual(values[0]?.[0]?.slice(0, 8));
  });

  it('take the part of the identity that lies at their offset', () => {
    const initializer = initializers.identityInitializer({ gain: 3 });
    expect(initializer.values([2, 4], 'int32', new PartitionInfo(fullShape, [3, 0]))).toEqual(Int32Array.of(0, 0, 0, 3, 0, 0, 0, 0));
    expect(initializer.values([5, 2], 'int32', new PartitionInfo(fullShape, [0, 2]))).toEqual(
      Int32Array.of(0, 0, 0, 0, 3, 0, 0, 3, 0, 0),
    );
  });
});

describe('configs', () => {
  it.each(FACTORIES.filter(([, factory]) => 'fromConfig' in factory))('make the initializer again: %s', (_, factory) => {
    const { fromConfig } = factory as initializers.ConfigurableFactory<object>; // filtered by it
    const config = (factory()).getConfig();
    expect(fromConfig(config).getConfig()).toEqual(config);
  });

  it('tell of distinctShards only where it is on', () => {
    const { heNormal, varianceScalingInitializer } = initializers;
    expect(heNormal({ seed: 1 }).getConfig()).toEqual({
      scale: 2,
      mode: 'fan_in',
      distribution: 'truncated_normal',
      seed: 1,
      dtype: 'float32',
    });
    const config = heNormal({ distinctShards: true }).getConfig();
    expect(config).toMatchObject({ distinctShards: true });
    expect(varianceScalingInitializer.fromConfig(config).getConfig()).toEqual(config);
  });
});
