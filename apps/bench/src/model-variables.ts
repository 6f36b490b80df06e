import { randomUniform, variable, zeros, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { zerosInitializer } from '@varscope/initializers';
import { getVariable } from '@varscope/scopes';

/** Ways to make a variable of a model, called `name` in the scope `model`. */
export type MakeVariable = (name: string) => Variable;

const SMALL: [number, number] = [3, 4];
const KERNEL: [number, number] = [784, 256];
const SMALL_LIMIT = Math.sqrt(6 / (3 + 4));
const KERNEL_LIMIT = Math.sqrt(6 / (784 + 256));

/** With raw tfjs and with Varscope, small variables of zeros and of Glorot's uniform numbers, and a kernel of these. */
export const MODEL_VARIABLES: Readonly<
  Record<'getSmall' | 'rawSmall' | 'getRandom' | 'rawRandom' | 'getKernel' | 'rawKernel', MakeVariable>
> = {
  getSmall: (name) => getVariable(name, SMALL, { initializer: zerosInitializer }),
  rawSmall: (name) => raw(name, zeros(SMALL)),
  getRandom: (name) => getVariable(name, SMALL),
  rawRandom: (name) => raw(name, randomUniform(SMALL, -SMALL_LIMIT, SMALL_LIMIT)),
  getKernel: (name) => getVariable(name, KERNEL),
  rawKernel: (name) => raw(name, randomUniform(KERNEL, -KERNEL_LIMIT, KERNEL_LIMIT)),
};

/** tf.variable does not take over the tensor that it is made from. */
function raw(name: string, initial: Tensor): Variable {
  const made = variable(initial, true, `model/${name}`);
  initial.dispose();
  return made;
}
