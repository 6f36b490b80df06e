export { backendLimitPartitioner, type BackendLimits } from './backend-limit-partitioner.js';
export { fixedSizePartitioner, type FixedSizePartitionerOptions } from './fixed-size-partitioner.js';
export { minMaxVariablePartitioner, type MinMaxVariablePartitionerOptions } from './min-max-variable-partitioner.js';
export {
  variableAxisSizePartitioner,
  type VariableAxisSizePartitionerOptions,
} from './variable-axis-size-partitioner.js';
