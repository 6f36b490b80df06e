/** The optimizers of tfjs on variables of Varscope, as they are. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { memory, square, sum, tidy, train, variable as tfjsVariable, type Optimizer, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { VariableNameError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { Graph } from './graph.js';
import { Variable } from './variable.js';

const OPTIMIZERS: Readonly<Record<string, () => Optimizer>> = {
  sgd: () => train.sgd(0.1),
  momentum: () => train.momentum(0.1, 0.9),
  nesterov: () => train.momentum(0.1, 0.9, true),
  adagrad: () => train.adagrad(0.1),
  adadelta: () => train.adadelta(0.1),
  adam: () => train.adam(0.1),
  adamax: () => train.adamax(0.1),
  rmsprop: () => train.rmsprop(0.1, 0.9, 0.1, 1e-7, true),
};

const loss = (v: Tensor): Scalar => sum(square(v));

it.each(Object.entries(OPTIMIZERS))('%s trains them as it trains variables of tfjs', (_name, create) => {
  const before = memory();
  using graph = new Graph();
  const ours = graph.run(() => new Variable([1, 2], { name: 'layer/w' }));
  const theirs = tidy(() => tfjsVariable(ours.readValue()));
  const [one, other] = [create(), create()];
  for (let step = 0; step < 3; step++) {
    one.minimize(() => loss(ours), false, [ours]);
    other.minimize(() => loss(theirs), false, [theirs]);
  }
  const values = ours.arraySync() as number[];
  expect(values).toEqual(theirs.arraySync());
  expect(values[0]).toBeLessThan(1);
  for (const optimizer of [one, other] as readonly (Optimizer & { readonly c?: Tensor })[]) {
    optimizer.dispose();
    if (optimizer.c?.isDisposed === false) optimizer.c.dispose(); // the learning rate, which momentum forgets
  }
  theirs.dispose();
  graph.dispose();
  expect(memory().numBytes).toBe(before.numBytes);
});

it('all trainable variables are found where no list is given', () => {
  using graph = new Graph();
  const [w, frozen] = graph.run(() => [new Variable([1], { name: 'w' }), new Variable([1], { name: 'f', trainable: false })] as const);
  const optimizer = train.sgd(0.25);
  optimizer.minimize(() => sum<Scalar>(square(w)));
  expect([w.arraySync(), frozen.arraySync()]).toEqual([[0.5], [1]]);
  optimizer.dispose();
});

it('a name that two graphs have is refused, rather than the wrong variable changed', () => {
  const [one, other] = [new Graph(), new Graph()];
  const [w, namesake] = [one, other].map((graph) => graph.run(() => new Variable([1], { name: 'w' }))) as [Variable, Variable];
  const optimizer = train.sgd(0.25);
  const minimize = (): Scalar => optimizer.minimize(() => loss(w), true, [w]) as Scalar; // it returns the cost
  expect(() => tidy(minimize)).toThrow(VariableNameError);
  expect([w.arraySync(), namesake.arraySync()]).toEqual([[1], [1]]);
  one.dispose();
  optimizer.minimize(() => loss(namesake), false, [namesake]);
  expect(namesake.arraySync()).toEqual([0.5]);
  other.dispose();
  optimizer.dispose();
});
