import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { compareWithCpu, wave, weightedGradients } from '../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

type Fused = Parameters<typeof tf.fused.matMul>[0];

const FLAGS = [[false, false], [true, false], [false, true], [true, true]] as const;

describe.each<[number[], number[], [number, number, number]]>([
  [[], [], [3, 4, 5]],
  [[], [], [3, 0, 5]],
  [[], [], [0, 3, 2]],
  [[2], [2], [3, 4, 5]],
  [[3], [1], [3, 4, 5]],
  [[1], [2], [3, 0, 5]],
])('fused.matMul of batches of %j and %j, sizes %j', (outerA, outerB, [rows, terms, columns]) => {
  const product = (transposeA: boolean, transposeB: boolean, more: Partial<Fused>): tf.Tensor => tf.fused.matMul({
    a: wave([...outerA, ...(transposeA ? [terms, rows] : [rows, terms])], 1),
    b: wave([...outerB, ...(transposeB ? [columns, terms] : [terms, columns])], 2),
    transposeA,
    transposeB,
    ...more,
  });

  it.each(FLAGS)('adds any bias as the cpu backend does, transposed: %j, %j', async (transposeA, transposeB) => {
    for (const shape of [[columns], [1], [], [rows, columns], [rows, 1]]) {
      await compareWithCpu(() => product(transposeA, transposeB, { bias: wave(shape, 3) }), 1e-6);
    }
  });

  it('has every activation', async () => {
    for (const activation of ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const) {
      await compareWithCpu(() => product(false, false, { activation, bias: wave([columns], 3), leakyreluAlpha: 0.3 }), 1e-6);
    }
    await compareWithCpu(() => product(false, false, { activation: 'prelu', preluActivationWeights: wave([columns], 4) }), 1e-6);
  });
});

describe('fused.matMul', () => {
  it('multiplies by the same elements in two shapes, and adds another bias to the same product', async () => {
    await compareWithCpu(() => {
      const b = wave([12]);
      return [[3, 4], [12, 1], [1, 12], [4, 3], [4, 3]].map(([terms, columns], phase) => tf.fused.matMul({
        a: wave<tf.Tensor2D>([2, terms!], 1),
        b: tf.reshape<tf.Rank.R2>(b, [terms!, columns!]),
        bias: wave([columns!], phase),
      }));
    }, 1e-6);
  });

  it('has the gradients of the cpu backend', async () => {
    const op = (a: tf.Tensor, b: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      tf.fused.matMul({ a: a, b: b, bias, transposeA: true, activation: 'relu' }); // matrices, as below
    await compareWithCpu(() => weightedGradients(op, [wave([4, 3], 1), wave([4, 5], 2), wave([5], 3)]), 1e-6);
  });
});
