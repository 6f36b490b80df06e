import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, expect, it } from 'vitest';
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

/** What a backend of tfjs computes wrong forward, or has no kernel for, and why. */
const UNABLE: Readonly<Record<string, readonly (readonly [cases: RegExp, reason: string])[]>> = {
  tensorflow: [
    [/explicit$/, 'knows no explicit padding'],
    [/^gather, axis -1/, 'takes no negative axis'],
    [/^conv3d, same, dilations/, 'has no dilated conv3d'],
  ],
  webgl: [
    [/^(elu|pow), at edges/, 'takes infinity for another number in elu, and 0 to the -1 for 0'],
    [/^div, at edges/, 'takes 0 by 0 for 1'],
    [/^dilation2d/, 'has no kernels of its gradient'],
  ],
  webgpu: [
    [/^(elu|pow), at edges/, 'takes infinity for another number in elu, and 0 to the -1 for 0'],
  ],
};
const unable = UNABLE[tf.getBackend()] ?? [];
const ABLE = CASES.filter(({ name }) => unable.every(([cases]) => !cases.test(name)));
const EXCEPTIONS = unable.flatMap(([cases, reason]) => CASES.filter(({ name }) => cases.test(name)).map((one) => ({ ...one, reason })));
/** Of 1 plus the value. What shaders give of `sin` and `cos` may be wrong by as much as their languages allow. */
const TOLERANCE = 1e-5;
const TOLERANCE_OF_TURNS = /^webg/.test(tf.getBackend()) ? 2 ** -11 : TOLERANCE;

beforeAll(registerGradients);

it('has an op for every case that is recorded', () => {
  expect(CASES.map(({ name }) => name).filter((name) => GRADIENT_OPS[name] === undefined)).toEqual([]);
});

it.each(ABLE)('has the gradient of TensorFlow of $name', compare);

if (EXCEPTIONS.length > 0) {
  it.fails.each(EXCEPTIONS)('has another gradient of $name, for the backend $reason', compare);
}
afterEach(releaseTape);

/** tfjs keeps what it saved for a gradient that then fails. */
function releaseTape(): void {
  const { state } = tf.engine();
  for (const { saved = [] } of state.activeTape ?? []) tf.dispose(saved);
  state.activeTape = [];
}

async function compare({ name, inputs, gradients }: Case): Promise<void> {
  const found = tf.tidy(() => {
    const op = GRADIENT_OPS[name] as unknown as (...inputs: tf.Tensor[]) => tf.Tensor; // of as many as are recorded
    const xs = inputs.map(({ shape, sign, values }, phase) =>
      values === undefined ? pattern(shape, phase, sign) : tf.tensor(values.map(Number), shape));
    const dy = pattern(op(...xs).shape, 9);
    return tf.engine().gradients(() => {
      const y = op(...xs);
      mendTape();
      return y;
    }, xs, dy, true).grads;
  });
  const numbers = await Promise.all(found.map((gradient) => gradient?.data()));
  tf.dispose(found);
  gradients.forEach((expected, index) => {
    const gradient = numbers[index];
    if (expected === null) expect(gradient).toBeUndefined();
    else expectClose(fold(gradient!), expected.map(Number), /^(sin|cos|tan),/.test(name) ? TOLERANCE_OF_TURNS : TOLERANCE);
  });
}

function expectClose(found: readonly number[], expected: readonly number[], tolerance: number): void {
  const close = found.map((value, index) => {
    const wanted = expected[index]!;
    return Math.abs(value - wanted) <= tolerance * (1 + Math.abs(wanted)) ? wanted : value;
  });
  expect(close).toEqual(expected);
}
