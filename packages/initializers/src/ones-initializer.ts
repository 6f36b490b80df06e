import { numElements } from '@varscope/spec';
import { countOps } from '@varscope/random';
import { ArgumentTypeError } from '@varscope/spec/errors';
import { requireDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { constantOps } from './constant-ops.js';
import { fillNumber } from './fill-number.js';
import type { DTypeOptions } from './initializer-options.js';
import { makeInitializer } from './make-initializer.js';

/**
 * Makes tensors of ones or `true`: `tf.ones_initializer`. A call for strings throws `ArgumentTypeError`.
 *
 * @example
 * onesInitializer()([2]); // [1, 1]
 */
export const onesInitializer: ConfigurableFactory<DTypeOptions> = configurableFactory((options = {}) => {
  const dtype = requireDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ dtype }),
    plan: ({ shape, dtype }) => {
      if (dtype === 'string') throw new ArgumentTypeError("Expected string, but got 1 of type 'int'.");
      countOps(constantOps(numElements(shape)));
      return (out) => fillNumber(out, dtype, 1);
    },
  });
});
