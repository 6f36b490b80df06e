import type { VariableRequest } from './variable-request.js';
import { VariableAggregation } from './variable-aggregation.js';
import { VariableSynchronization } from './variable-synchronization.js';

const DEFAULTS: VariableRequest = {
  shape: null,
  dtype: 'float32',
  initializer: null,
  regularizer: null,
  reuse: null,
  trainable: null,
  collections: null,
  cachingDevice: null,
  partitioner: null,
  validateShape: true,
  useResource: null,
  constraint: null,
  synchronization: VariableSynchronization.AUTO,
  aggregation: VariableAggregation.NONE,
};

/**
 * The request that a `VariableGetter` was called with: frozen, and TensorFlow's defaults where an option is absent.
 * Whoever calls a custom getter in the place of a plain one completes the request first.
 */
export function completeRequest(options: Partial<VariableRequest> = {}): VariableRequest {
  return Object.freeze(Object.assign({}, DEFAULTS, options)); // two spreads are slow in Node 20
}
