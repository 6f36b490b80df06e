import { broadcastTo, einsum, Einsum, reshape, type EinsumAttrs, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/**
 * The gradient of `einsum`: for each term another one, of the gradient of the result and the other term. What a term alone
 * is summed over gets the same everywhere.
 */
export const einsumGradient: GradConfig = {
  kernelName: Einsum,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const { equation } = attrs as unknown as EinsumAttrs; // those of this kernel
    const [left, result] = equation.replace(/\s/g, '').split('->') as [string, string]; // it has one arrow
    const terms = left.split(',');
    const gradients = saved.map((x, index) => {
      const other = saved.length === 1 ? null : { tensor: saved[1 - index]!, letters: terms[1 - index]! };
      return [index, () => gradientOf(x, terms[index]!, other, dy as Tensor, result)] as const; // it has one output
    });
    return Object.fromEntries(gradients);
  },
};

function gradientOf(
  x: Tensor, letters: string, other: { readonly tensor: Tensor; readonly letters: string } | null, dy: Tensor, result: string,
): Tensor {
  const others = result + (other?.letters ?? '');
  const reached = Array.from(letters).filter((letter) => others.includes(letter)).join('');
  const gradient = other === null
    ? einsum(`${result}->${reached}`, dy)
    : einsum(`${result},${other.letters}->${reached}`, dy, other.tensor);
  const shape = Array.from(letters, (letter, axis) => (others.includes(letter) ? x.shape[axis]! : 1));
  return broadcastTo(reshape(gradient, shape), x.shape);
}
