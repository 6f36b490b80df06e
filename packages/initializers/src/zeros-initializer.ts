import { numElements } from '@varscope/spec';
import { countOps } from '@varscope/random';
import { requireDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { constantOps } from './constant-ops.js';
import { fillZeros } from './fill-zeros.js';
import type { DTypeOptions } from './initializer-options.js';
import { makeInitializer } from './make-initializer.js';

/**
 * Makes tensors of zeros, `false` or empty strings: `tf.zeros_initializer`.
 *
 * @example
 * zerosInitializer()([2]); // [0, 0]
 */
export const zerosInitializer: ConfigurableFactory<DTypeOptions> = configurableFactory((options = {}) => {
  const dtype = requireDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ dtype }),
    plan: ({ shape, dtype }) => {
      countOps(constantOps(numElements(shape)));
      return (out) => fillZeros(out, dtype);
    },
  });
});
