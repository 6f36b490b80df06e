import { randomUniform, variable, zeros, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { zerosInitializer } from '@varscope/initializers';
import { getVariable } from '@varscope/scopes';

/** Ways to make a variable of a model, called `name` in the scope `model`. */
export type MakeVariable = (name: string) => Variable;

const SMALL: [number, number] = [3, 4];
const KERNEL: [number, number] = [784, 256];
const GLOROT_LIMIT = Math.sqrt(6 / (784 + 256));

/** With raw tfjs and with Varscope, a small variable of zeros and a kernel of Glorot's uniform numbers. */
export const MODEL_VARIABLES: Readonly<Record<'getSmall' | 'rawSmall' | 'getKernel' | 'rawKernel', MakeVariable>> = {
  getSmall: (name) => getVariable(name, SMALL, { initializer: zerosInitializer }),
  rawSmall: (name) => raw(name, zeros(SMALL)),
  getKernel: (name) => getVariable(name, KERNEL),
  rawKernel: (name) => raw(name, randomUniform(KERNEL, -GLOROT_LIMIT, GLOROT_LIMIT)),
};

/** tf.variable does not take over the tensor that it is made from. */
function raw(name: string, initial: Tensor): Variable {
  const made = variable(initial, true, `model/${name}`);
  initial.dispose();
  return made;
}
