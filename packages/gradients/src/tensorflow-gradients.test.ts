import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { GRADIENT_OPS } from '../testdata/gradient-ops.js';
import { fold, pattern } from '../testdata/patterns.js';
import recorded from '../testdata/tensorflow-gradients.json' with { type: 'json' };
import { mendTape } from './mend-tape.js';
import { registerGradients } from './register-gradients.js';

/** A case that tools/record-training-ops recorded; JSON has the numbers that it cannot have as strings. */
interface Case {
  readonly name: string;
  readonly inputs: readonly { readonly shape: number[]; readonly sign?: string; readonly values?: readonly (number | string)[] }[];
  readonly gradients: readonly ((number | string)[] | null)[];
}

const CASES = recorded as readonly Case[]; // TypeScript makes a union of all of their shapes

/** What a backend of tfjs computes wrong forward, or not at all. */
const UNABLE: Readonly<Record<string, RegExp>> = {
  wasm: /^dilation2d, same/, // takes the padding for numbers
  tensorflow: /explicit|^gather, axis -1|^conv3d, same, dilations/,
};
const ABLE = CASES.filter(({ name }) => UNABLE[tf.getBackend()]?.test(name) !== true);
const TOLERANCE = 1e-5;

beforeAll(registerGradients);

it('has an op for every case that is recorded', () => {
  expect(CASES.map(({ name }) => name).filter((name) => GRADIENT_OPS[name] === undefined)).toEqual([]);
});

it.each(ABLE)('has the gradient of TensorFlow of $name', ({ name, inputs, gradients }) => {
  tf.tidy(() => {
    const op = GRADIENT_OPS[name] as unknown as (...inputs: tf.Tensor[]) => tf.Tensor; // of as many as are recorded
    const xs = inputs.map(({ shape, sign, values }, phase) =>
      values === undefined ? pattern(shape, phase, sign) : tf.tensor(values.map(Number), shape));
    const dy = pattern(op(...xs).shape, 9);
    const { grads } = tf.engine().gradients(() => {
      const y = op(...xs);
      mendTape();
      return y;
    }, xs, dy, true);
    gradients.forEach((expected, index) => {
      const gradient = grads[index];
      if (expected === null) expect(gradient).toBeUndefined();
      else expectClose(fold(gradient!.dataSync()), expected.map(Number));
    });
  });
});

function expectClose(found: readonly number[], expected: readonly number[]): void {
  const close = found.map((value, index) => {
    const wanted = expected[index]!;
    return Math.abs(value - wanted) <= TOLERANCE * (1 + Math.abs(wanted)) ? wanted : value;
  });
  expect(close).toEqual(expected);
}
