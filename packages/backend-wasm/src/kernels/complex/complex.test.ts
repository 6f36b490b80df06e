import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initializeWasm } from '../../initialize-wasm.js';
import { compareWithCpu, wave } from '../../../testdata/compare-with-cpu.js';

let backend: Backend;
beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

function complexWave(shape: number[], phase = 0): tf.Tensor {
  return tf.complex(wave(shape, phase), wave(shape, phase + 7));
}

/** What cpu has for complex tensors. */
const OPS: readonly [string, () => tf.Tensor | tf.Tensor[]][] = [
  ['complex', () => complexWave([2, 3])],
  ['complex of scalars', () => complexWave([])],
  ['complex of no elements', () => complexWave([0, 2])],
  ['real', () => tf.real(complexWave([2, 3]))],
  ['imag', () => tf.imag(complexWave([2, 3]))],
  ['abs', () => tf.abs(complexWave([2, 3]))],
  ['clone', () => tf.clone(complexWave([5]))],
  ['reshape', () => tf.reshape(complexWave([2, 6]), [3, 4])],
  ['expandDims', () => tf.expandDims(complexWave([2, 3]), 1)],
  ['zeros', () => tf.zeros([2, 2], 'complex64')],
  ['ones', () => tf.ones([2, 2], 'complex64')],
  ['zerosLike', () => tf.zerosLike(complexWave([3]))],
  ['onesLike', () => tf.onesLike(complexWave([3]))],
  ['add', () => tf.add(complexWave([2, 3]), complexWave([2, 3], 1))],
  ['add, broadcast', () => tf.add(complexWave([2, 1]), complexWave([3], 1))],
  ['sub', () => tf.sub(complexWave([2, 3]), complexWave([1], 1))],
  ['mul', () => tf.mul(complexWave([2, 3]), complexWave([2, 3], 1))],
  ['mul, broadcast', () => tf.mul(complexWave([2, 1]), complexWave([3], 1))],
  ['mul by a real number', () => tf.mul(complexWave([2, 3]), tf.tensor1d([2]))],
  ['concat', () => tf.concat([complexWave([2, 3]), complexWave([2, 1], 1)], -1)],
  ['concat of first axes', () => tf.concat([complexWave([2, 3]), complexWave([1, 3], 1)], 0)],
  ['stack', () => tf.stack([complexWave([2, 3]), complexWave([2, 3], 1)], -1)],
  ['cast to complex64', () => tf.cast(wave([2, 2]), 'complex64')],
  ['cast of integers to complex64', () => tf.cast(tf.tensor1d([1, -2], 'int32'), 'complex64')],
  ['cast of complex64', () => tf.cast(complexWave([2, 2]), 'float32')],
  ['cast of complex64 to integers', () => tf.cast(tf.mul(complexWave([2, 2]), tf.tensor1d([10])), 'int32')],
  ['fft', () => tf.spectral.fft(complexWave([3, 8]))],
  ['fft of another length', () => tf.spectral.fft(complexWave([2, 3, 12]))],
  ['fft of one', () => tf.spectral.fft(complexWave([2, 1]))],
  ['ifft', () => tf.spectral.ifft(complexWave([3, 16]))],
  ['ifft of another length', () => tf.spectral.ifft(complexWave([7]))],
  ['rfft', () => tf.spectral.rfft(wave([2, 10]))],
  ['rfft, padded', () => tf.spectral.rfft(wave([2, 10]), 16)],
  ['rfft, cropped', () => tf.spectral.rfft(wave([2, 10]), 8)],
  ['irfft', () => tf.spectral.irfft(complexWave([2, 9]))],
  ['stft', () => tf.signal.stft(wave<tf.Tensor1D>([64]), 16, 8)],
];

describe.each(OPS)('%s', (_, compute) => {
  it('agrees with the cpu backend', async () => {
    await compareWithCpu(compute, 1e-6);
  });
});

/** What cpu has not: the parts are as those of the parts. */
const MOVES: readonly [string, (x: tf.Tensor) => tf.Tensor | tf.Tensor[]][] = [
  ['slice', (x) => tf.slice(x, [1, 0], [2, -1])],
  ['slice of some columns', (x) => tf.slice(x, [0, 1], [3, 2])],
  ['split', (x) => tf.split(x, [1, 3], 1)],
  ['unstack', (x) => tf.unstack(x, -1)],
  ['gather', (x) => tf.gather(x, tf.tensor1d([3, 0], 'int32'), 1)],
  ['reverse', (x) => tf.reverse(x, -1)],
  ['tile', (x) => tf.tile(x, [2, 3])],
  ['transpose', (x) => tf.transpose(x)],
  ['neg', (x) => tf.neg(x)],
];

describe.each(MOVES)('%s of complex tensors', (_, move) => {
  it('does to both parts what it does to floats', () => {
    const before = tf.backend().numDataIds();
    tf.tidy(() => {
      const [reals, imaginaries] = [wave([3, 4]), wave([3, 4], 7)];
      const found = [move(tf.complex(reals, imaginaries))].flat();
      const expectedReals = [move(reals)].flat();
      const expectedImaginaries = [move(imaginaries)].flat();
      found.forEach((result, index) => {
        expect(result.dtype).toBe('complex64');
        expect(result.shape).toEqual(expectedReals[index]!.shape);
        expect(tf.real(result).dataSync()).toEqual(expectedReals[index]!.dataSync());
        expect(tf.imag(result).dataSync()).toEqual(expectedImaginaries[index]!.dataSync());
      });
    });
    expect(tf.backend().numDataIds()).toBe(before);
  });
});

describe('a complex tensor', () => {
  it('is a variable as any other, and leaves nothing behind', async () => {
    const before = { data: tf.backend().numDataIds(), tensors: tf.memory().numTensors };
    const variable = tf.tidy(() => tf.variable(complexWave([2])));
    tf.tidy(() => variable.assign(tf.complex([1, 2], [3, 4])));
    expect(await variable.data()).toEqual(Float32Array.of(1, 3, 2, 4));
    variable.dispose();
    expect({ data: tf.backend().numDataIds(), tensors: tf.memory().numTensors }).toEqual(before);
  });

  it('moves here from the cpu backend', async () => {
    await tf.setBackend('cpu');
    const x = tf.complex([1, 2], [3, 4]);
    await tf.setBackend('wasm');
    const doubled = tf.tidy(() => tf.add(x, x));
    expect(await doubled.data()).toEqual(Float32Array.of(2, 6, 4, 8));
    expect(await x.data()).toEqual(Float32Array.of(1, 3, 2, 4));
    tf.dispose([x, doubled]);
  });

  it('may be one number, which counts for all', async () => {
    const found = tf.tidy(() => tf.mul(tf.complex([1, 2], [3, 4]), tf.complex(0, 2)));
    expect(await found.data()).toEqual(Float32Array.of(-6, 2, -8, 4)); // NaN on cpu
    found.dispose();
  });

  it('prints both parts', () => {
    const x = tf.complex([1, 2], [3, 4]);
    expect(x.toString()).toContain('1 + 3j');
    x.dispose();
  });
});

describe('fft', () => {
  it.each([1, 2, 3, 5, 8, 13, 31, 64, 97, 100, 256])('of %j numbers is the sum that defines it', (length) => {
    tf.tidy(() => {
      const x = complexWave([length], 2);
      const values = x.dataSync();
      const found = tf.spectral.fft(x).dataSync();
      for (let k = 0; k < length; ++k) {
        let [real, imaginary] = [0, 0];
        for (let j = 0; j < length; ++j) {
          const angle = (-2 * Math.PI * ((j * k) % length)) / length;
          real += values[2 * j]! * Math.cos(angle) - values[2 * j + 1]! * Math.sin(angle);
          imaginary += values[2 * j]! * Math.sin(angle) + values[2 * j + 1]! * Math.cos(angle);
        }
        expect(found[2 * k]).toBeCloseTo(real, 4);
        expect(found[2 * k + 1]).toBeCloseTo(imaginary, 4);
      }
    });
  });

  it('is undone by ifft', () => {
    tf.tidy(() => {
      const x = complexWave([2, 30]);
      const back = tf.spectral.ifft(tf.spectral.fft(x)).dataSync();
      x.dataSync().forEach((value, index) => expect(back[index]).toBeCloseTo(value, 6));
    });
  });
});
