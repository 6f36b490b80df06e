/** When a distributed variable is aggregated. TensorFlow's `tf.VariableSynchronization`. */
export const VariableSynchronization = {
  AUTO: 'AUTO',
  NONE: 'NONE',
  ON_WRITE: 'ON_WRITE',
  ON_READ: 'ON_READ',
} as const;
export type VariableSynchronization = (typeof VariableSynchronization)[keyof typeof VariableSynchronization];
