export { applyGradients, type ApplyGradientsOptions } from './apply-gradients.js';
export { computeGradients, type ComputedGradients, type ComputeGradientsOptions } from './compute-gradients.js';
export { createGlobalStep } from './create-global-step.js';
export {
  ExponentialMovingAverage,
  type ExponentialMovingAverageOptions,
  type MovingAverageUpdate,
} from './exponential-moving-average.js';
export { getGlobalStep } from './get-global-step.js';
export { getOrCreateGlobalStep } from './get-or-create-global-step.js';
export type { GradientAndVariable, GradientOptimizer } from './gradient-optimizer.js';
export type { VariableSource } from './list-variables.js';
export { minimize, type MinimizeOptions } from './minimize.js';
export type { RegularizationFilter } from './total-loss.js';
