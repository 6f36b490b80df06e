/** How a distributed variable is aggregated. TensorFlow's `tf.VariableAggregation`. */
export const VariableAggregation = {
  NONE: 'NONE',
  SUM: 'SUM',
  MEAN: 'MEAN',
  ONLY_FIRST_REPLICA: 'ONLY_FIRST_REPLICA',
  /** The older name of `ONLY_FIRST_REPLICA`. */
  ONLY_FIRST_TOWER: 'ONLY_FIRST_REPLICA',
} as const;
export type VariableAggregation = (typeof VariableAggregation)[keyof typeof VariableAggregation];
