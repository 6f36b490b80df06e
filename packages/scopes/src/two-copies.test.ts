/** Two copies of the packages in one process, as two versions in one page are, on one tfjs. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { square, sum, tidy, train, type Scalar, type Tensor, type Variable as TfjsVariable } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

async function load() {
  vi.resetModules();
  const [scopes, store, spec, errors, initializers] = await Promise.all([
    import('./index.js'),
    import('@varscope/store'),
    import('@varscope/spec'),
    import('@varscope/spec/errors'),
    import('@varscope/initializers'),
  ]);
  return { ...scopes, ...store, ...spec, ...errors, ...initializers };
}
type Copy = Awaited<ReturnType<typeof load>>;

let one: Copy;
let other: Copy;
let graphs: readonly [InstanceType<Copy['Graph']>, InstanceType<Copy['Graph']>];
beforeEach(async () => {
  [one, other] = [await load(), await load()];
  expect(one.Graph).not.toBe(other.Graph);
  graphs = [new one.Graph(), new other.Graph()];
});
afterEach(() => {
  for (const graph of graphs) graph.dispose();
});

it('agree on AUTO_REUSE', () => {
  expect(one.AUTO_REUSE).toBe(other.AUTO_REUSE);
  graphs[0].run(() => {
    const create = () => one.variableScope('a', { reuse: other.AUTO_REUSE }, () => one.getVariable('v', [1]));
    expect(create()).toBe(create());
  });
});

it('know the variables, partitioned variables and errors of each other', () => {
  const variable = graphs[0].run(() => one.getVariable('v', [1]));
  const whole = graphs[0].run(() => one.getVariable('p', [2, 1], { partitioner: () => [2, 1] }));
  expect([other.isVariable(variable), variable instanceof other.Variable, other.isPartitionedVariable(whole)]).toEqual([true, true, true]);
  tidy(() => other.embeddingLookup(whole, [0]).dataSync());
  let error: unknown;
  try {
    graphs[0].run(() => one.getVariable('v', [1]));
  } catch (thrown) {
    error = thrown;
  }
  expect(error instanceof other.VariableExistsError).toBe(false);
  const classes = [other.VariableExistsError, other.VarscopeError, other.VariableMissingError];
  expect(classes.map((each) => each.isInstance(error))).toEqual([true, true, false]);
});

it('take values, initializers and losses from each other', () => {
  const [first, made] = [
    graphs[0].run(() => one.getVariable('v', { initializer: [1, 2] })),
    graphs[1].run(() => other.getVariable('w', [2], { initializer: one.onesInitializer })),
  ];
  expect(made.arraySync()).toEqual([1, 1]);
  expect(made.assign(first).arraySync()).toEqual([1, 2]);
  expect(graphs[1].run(() => new other.Variable(first, { name: 'v' })).arraySync()).toEqual([1, 2]);
  graphs[0].run(() => one.getVariable('x', [1], { initializer: one.onesInitializer, regularizer: (value) => sum(square(value)) }));
  const [loss] = graphs[0].run(() => one.getCollection('regularization_losses'));
  graphs[1].run(() => {
    other.addToCollection('regularization_losses', loss);
    expect(tidy(() => other.getRegularizationLoss().arraySync())).toBe(1);
  });
});

it('share the registry of tfjs: their variables are trained by name as long as the name is clear', () => {
  const first = graphs[0].run(() => one.getVariable('w', { initializer: 1 }));
  const second = graphs[1].run(() => other.getVariable('w', { initializer: 1 }));
  expect([first.name, second.name]).toEqual(['w:0', 'w:0']);
  const optimizer = train.sgd(0.25);
  const minimize = (variable: Tensor): void => {
    tidy(() => {
      optimizer.minimize(() => square(variable) as Scalar, false, [variable as TfjsVariable]);
    });
  };
  expect(() => { minimize(first); }).toThrow(expect.toSatisfy((error: unknown) => other.VariableNameError.isInstance(error)));
  first.dispose();
  minimize(second);
  expect(second.arraySync()).toBe(0.5);
  optimizer.dispose();
});

it('each have their own current graph and scopes', () => {
  const name = graphs[0].run(() => one.variableScope('a', () => other.getVariableScope().name));
  expect(name).toBe('');
  expect(graphs[0].run(() => other.getDefaultGraph())).not.toBe(graphs[0]);
  other.resetDefaultGraph().dispose();
});

it('let the scope objects of one make variables in the code of the other', () => {
  const scope = graphs[0].run(() => one.variableScope('a', (opened) => opened));
  expect(graphs[1].run(() => scope.getVariable('v', [1])).graph).toBe(graphs[0]);
});
