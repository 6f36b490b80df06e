export { applyGradients } from './apply-gradients.js';
export { computeGradients, type ComputedGradients, type ComputeGradientsOptions } from './compute-gradients.js';
export {
  ExponentialMovingAverage,
  type ExponentialMovingAverageOptions,
  type MovingAverageUpdate,
} from './exponential-moving-average.js';
export type { GradientAndVariable, GradientOptimizer } from './gradient-optimizer.js';
export type { VariableSource } from './list-variables.js';
export { minimize, type MinimizeOptions } from './minimize.js';
export type { RegularizationFilter } from './total-loss.js';
