export { computeFans, type Fans } from './compute-fans.js';
export type { ConfigurableFactory, ValueInitializerFactory } from './configurable-factory.js';
export {
  constantInitializer,
  type ConstantInitializer,
  type ConstantInitializerFactory,
  type ConstantOptions,
} from './constant-initializer.js';
export type { ConstantValue } from './constant-value.js';
export { convolutionalDeltaOrthogonal } from './convolutional-delta-orthogonal.js';
export { convolutionalOrthogonal1d } from './convolutional-orthogonal-1d.js';
export { convolutionalOrthogonal2d } from './convolutional-orthogonal-2d.js';
export { convolutionalOrthogonal3d } from './convolutional-orthogonal-3d.js';
export type { ConvolutionalOrthogonalOptions } from './convolutional-orthogonal.js';
export { glorotNormalInitializer } from './glorot-normal-initializer.js';
export { glorotUniformInitializer } from './glorot-uniform-initializer.js';
export { heNormal } from './he-normal.js';
export { heUniform } from './he-uniform.js';
export { identityInitializer, type IdentityOptions } from './identity-initializer.js';
export type { FloatValues, InitialValues, IntegerValues } from './initial-values.js';
export type { DTypeOptions, SeedOptions } from './initializer-options.js';
export { lecunNormal } from './lecun-normal.js';
export { lecunUniform } from './lecun-uniform.js';
export type { ValueInitializer } from './make-initializer.js';
export { onesInitializer } from './ones-initializer.js';
export { orthogonalInitializer, type OrthogonalOptions } from './orthogonal-initializer.js';
export { randomNormalInitializer, type NormalOptions } from './random-normal-initializer.js';
export { randomUniformInitializer, type RandomUniformOptions } from './random-uniform-initializer.js';
export { truncatedNormalInitializer } from './truncated-normal-initializer.js';
export { uniformUnitScalingInitializer, type UniformUnitScalingOptions } from './uniform-unit-scaling-initializer.js';
export {
  varianceScalingInitializer,
  type VarianceScalingDistribution,
  type VarianceScalingMode,
  type VarianceScalingOptions,
} from './variance-scaling-initializer.js';
export { zerosInitializer } from './zeros-initializer.js';
