import '@tensorflow/tfjs-backend-cpu';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { DATA_AT_HOME } from '@varscope/spec';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initializeWebgl, type WebglBackend } from './initialize-webgl.js';

let backend: WebglBackend;
/** Kept for the afterEach. */
const kept: tf.Tensor[] = [];

beforeEach(async () => {
  backend = await initializeWebgl();
});
afterEach(() => {
  tf.dispose(kept.splice(0));
  backend.dispose();
});

function context(): WebGLRenderingContext {
  return (tf.backend() as MathBackendWebGL).gpgpu.gl;
}

/** Takes the context away, and resolves when the page was told. */
async function lose(): Promise<WEBGL_lose_context> {
  const gl = context();
  const extension = gl.getExtension('WEBGL_lose_context')!; // Chromium has it
  const told = once(gl, 'webglcontextlost');
  extension.loseContext();
  await told;
  return extension;
}

async function loseAndRestore(): Promise<void> {
  const gl = context();
  const extension = await lose();
  await new Promise((resolve) => { setTimeout(resolve); }); // browsers restore no context while they tell of its loss
  const told = once(gl, 'webglcontextrestored');
  extension.restoreContext();
  await told;
}

function once({ canvas }: WebGLRenderingContext, event: string): Promise<unknown> {
  return new Promise((resolve) => { canvas.addEventListener(event, resolve, { once: true }); });
}

/** A variable that lies in a texture. */
function variableOf(values: number[]): tf.Variable {
  const variable = tf.tidy(() => tf.variable(tf.tensor1d(values)));
  kept.push(variable);
  tf.tidy(() => {
    tf.mul(variable, tf.ones([values.length]));
  });
  return variable;
}

const many = Array.from({ length: 1000 }, (_, index) => index - 500);

describe('host copies', () => {
  it('are not made by way of this backend of variables that stay on another', async () => {
    const variable = variableOf([1, 2, 3]);
    let copies = 0;
    const { dataId } = variable;
    Object.defineProperties(variable, {
      [DATA_AT_HOME]: { value: {} }, // of another backend
      dataId: {
        get: () => {
          copies++;
          return dataId;
        },
      },
    });
    await backend.synchronizeHostCopies();
    expect(copies).toBe(0);
  });

  it('are made of a variable that stays here while another backend computes', async () => {
    await tf.setBackend('cpu'); // it starts
    await tf.setBackend('webgl');
    const variable = variableOf(many);
    const { dataId } = variable;
    Object.defineProperties(variable, { [DATA_AT_HOME]: { value: dataId }, dataId: { get: () => (tf.getBackend() === 'webgl' ? dataId : {}) } });
    void tf.setBackend('cpu'); // done when it returns
    await backend.synchronizeHostCopies();
    await tf.setBackend('webgl');
    await loseAndRestore();
    expect([...await variable.data()]).toEqual(many);
  });
});

describe('after the context was lost and restored', () => {
  it('a variable has its value, and computes', async () => {
    const variable = variableOf(many);
    await backend.synchronizeHostCopies();
    await loseAndRestore();
    expect(Array.from(await variable.data())).toEqual(many);
    const doubled = tf.tidy(() => tf.mul(variable, 2));
    kept.push(doubled);
    expect(Array.from(await doubled.data())).toEqual(many.map((value) => value * 2));
  });

  it('a variable has the value that it was assigned last', async () => {
    const variable = variableOf(many);
    for (const factor of [3, 5]) {
      tf.tidy(() => variable.assign(tf.mul(variable, factor)));
      await backend.synchronizeHostCopies();
    }
    await loseAndRestore();
    expect(Array.from(await variable.data())).toEqual(many.map((value) => value * 15));
  });

  it('training goes on', async () => {
    const weight = variableOf(new Array<number>(300).fill(0));
    const optimizer = tf.train.adam(0.1);
    const loss = (): tf.Scalar => tf.mean(tf.square(tf.sub(tf.mul(weight, 3), 6)));
    const losses: number[] = [];
    for (let step = 0; step < 6; step++) {
      if (step === 3) {
        await backend.synchronizeHostCopies();
        await loseAndRestore();
      }
      const cost = optimizer.minimize(loss, true, [weight])!; // asked for
      losses.push((await cost.data())[0]!);
      cost.dispose();
    }
    optimizer.dispose();
    expect(losses[0]).toBe(36);
    expect(losses).toEqual([...losses].sort((a, b) => b - a)); // each smaller than the one before
    await backend.synchronizeHostCopies();
    expect((await backend.selfTest({ ops: ['conv2d', 'matMul'] })).problems).toEqual([]);
  });

  it('survives it again and again', async () => {
    const variable = variableOf(many);
    for (let round = 1; round <= 3; round++) {
      tf.tidy(() => variable.assign(tf.add(variable, 1)));
      await backend.synchronizeHostCopies();
      await loseAndRestore();
      expect((await variable.data())[0]).toBe(-500 + round);
    }
  });

  it('a tensor that lay on the graphics processor alone is refused, and can be disposed', async () => {
    const onHost = tf.tensor1d(many);
    const onGpu = tf.mul(onHost, 2);
    kept.push(onHost);
    await loseAndRestore();
    await expect(onGpu.data()).rejects.toThrow('A tensor is used whose values were lost');
    expect(() => tf.tidy(() => tf.add(onGpu, 1))).toThrow(BackendUnavailableError);
    expect(Array.from(await onHost.data())).toEqual(many);
    const buffers = backend.memory().buffers;
    onGpu.dispose();
    expect(backend.memory().buffers).toBe(buffers - 1);
  });
});

describe('while there is no context', () => {
  it('computing and reading throw, instead of giving zeros', async () => {
    const variable = variableOf(many);
    const onGpu = tf.tidy(() => tf.mul(variable, 2));
    kept.push(onGpu);
    await backend.synchronizeHostCopies();
    const extension = await lose();
    expect(() => tf.tidy(() => tf.add(variable, 1))).toThrow('The webgl backend has lost its context');
    await expect(onGpu.data()).rejects.toThrow('The webgl backend has lost its context');
    expect(Array.from(await variable.data())).toEqual(many); // from its copy
    const told = once(context(), 'webglcontextrestored');
    await new Promise((resolve) => { setTimeout(resolve); });
    extension.restoreContext();
    await told;
  });

  it('a read that was under way ends with an error', async () => {
    const onGpu = tf.tidy(() => tf.mul(tf.tensor1d(many), 2));
    kept.push(onGpu);
    const reading = onGpu.data();
    const outcome = expect(reading).rejects.toThrow('The webgl backend has lost its context');
    const extension = context().getExtension('WEBGL_lose_context')!; // as above
    extension.loseContext();
    await outcome;
    const told = once(context(), 'webglcontextrestored');
    await new Promise((resolve) => { setTimeout(resolve); });
    extension.restoreContext();
    await told;
  });
});

it('without host copies a variable is refused, until it is assigned', async () => {
  backend.dispose();
  backend = await initializeWebgl({ hostCopies: 'none' });
  const variable = variableOf(many);
  await backend.synchronizeHostCopies();
  await loseAndRestore();
  await expect(variable.data()).rejects.toThrow(BackendUnavailableError);
  tf.tidy(() => variable.assign(tf.tensor1d(many)));
  expect(Array.from(await variable.data())).toEqual(many);
});
