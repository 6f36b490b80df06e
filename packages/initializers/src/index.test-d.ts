import type { Tensor } from '@tensorflow/tfjs-core';
import type { Initializer, InitializerLike } from '@varscope/spec';
import { expectTypeOf, it } from 'vitest';
import { constantInitializer, glorotUniformInitializer, heNormal, varianceScalingInitializer, type InitialValues } from './index.js';

it('takes initializers and uncalled factories wherever an initializer is taken', () => {
  expectTypeOf(glorotUniformInitializer).toExtend<InitializerLike>();
  expectTypeOf(constantInitializer).toExtend<InitializerLike>();
  expectTypeOf(heNormal({ seed: 1n })).toExtend<Initializer>();
});

it('gives tensors and values', () => {
  expectTypeOf(heNormal()).returns.toEqualTypeOf<Tensor>();
  expectTypeOf(heNormal().values([2], 'float16')).toEqualTypeOf<InitialValues>();
});

it('knows the options of each factory', () => {
  varianceScalingInitializer({ mode: 'fan_avg', distribution: 'uniform', distinctShards: true });
  // @ts-expect-error: there is no such mode
  varianceScalingInitializer({ mode: 'fan' });
  // @ts-expect-error: he_normal takes its scale from no one
  heNormal({ scale: 2 });
  // @ts-expect-error: a constant is no object
  constantInitializer({});
});
