import {
  backend_util, clone, Einsum, matMul, reshape, sum, tidy, transpose, util, type EinsumAttrs, type EinsumInputs, type KernelConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './define-kernel.js';

/** A tensor and the letter of each of its axes. */
interface Term {
  readonly tensor: Tensor;
  readonly letters: string;
}

/**
 * `einsum`, which tfjs has no kernel for. One product of matrices does the work: axes in both terms and the result number
 * the matrices, those in both alone are summed, the others are rows and columns. Two terms at most, as in all of tfjs.
 */
export const einsum: KernelConfig = defineKernel<EinsumInputs, EinsumAttrs>(Einsum, ({ inputs, attrs: { equation } }) => {
  const tensors = Object.values(inputs) as Tensor[]; // what the op is called with
  const { allDims, idDims } = backend_util.decodeEinsumEquation(equation, tensors.length);
  backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors);
  const [left, result] = equation.replace(/\s/g, '').split('->') as [string, string]; // it has one arrow
  const terms = left.split(',').map((letters, index): Term => ({ tensor: tensors[index]!, letters }));
  return tidy(() => {
    const [a, b] = terms.map((term, index) => sumOthers(term, result + (terms[1 - index]?.letters ?? '')));
    const found = arrange(b === undefined ? a! : multiply(a!, b, result), result);
    return tensors.includes(found) ? clone(found) : found; // an output is not to be an input too
  });
});

/** The term, summed over the axes whose letters are not in `kept`. */
function sumOthers({ tensor, letters }: Term, kept: string): Term {
  const axes = Array.from(letters).flatMap((letter, axis) => (kept.includes(letter) ? [] : [axis]));
  if (axes.length === 0) return { tensor, letters };
  return { tensor: sum(tensor, axes), letters: Array.from(letters).filter((letter) => kept.includes(letter)).join('') };
}

function multiply(a: Term, b: Term, result: string): Term {
  const select = (letters: string, isWanted: (letter: string) => boolean): string => Array.from(letters).filter(isWanted).join('');
  const batch = select(a.letters, (letter) => b.letters.includes(letter) && result.includes(letter));
  const inner = select(a.letters, (letter) => b.letters.includes(letter) && !result.includes(letter));
  const rows = select(a.letters, (letter) => !b.letters.includes(letter));
  const columns = select(b.letters, (letter) => !a.letters.includes(letter));
  const product = matMul(asMatrices(a, [batch, rows, inner]), asMatrices(b, [batch, inner, columns]));
  const shape = [...sizes(a, batch + rows), ...sizes(b, columns)];
  return { tensor: reshape(product, shape), letters: batch + rows + columns };
}

/** The term with its axes in three groups, each of them made one axis. */
function asMatrices(term: Term, groups: readonly string[]): Tensor {
  return reshape(arrange(term, groups.join('')), groups.map((group) => util.sizeFromShape(sizes(term, group))));
}

function sizes({ tensor, letters }: Term, wanted: string): number[] {
  return Array.from(wanted, (letter) => tensor.shape[letters.indexOf(letter)]!);
}

function arrange({ tensor, letters }: Term, wanted: string): Tensor {
  return letters === wanted ? tensor : transpose(tensor, Array.from(wanted, (letter) => letters.indexOf(letter)));
}
