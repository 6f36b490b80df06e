import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import {
  FailedPreconditionError,
  LossNotScalarError,
  NoGradientsError,
  NoVariablesError,
  VariableDisposedError,
} from '@varscope/spec/errors';
import type { DType, PartitionInfo, Shape } from '@varscope/spec';
import { getVariable, variableScope } from '@varscope/scopes';
import { globalVariablesInitializer, Graph, Variable, type PartitionedVariable } from '@varscope/store';
import { describe, expect, test } from 'vitest';
import recording from '../testdata/recorded.json' with { type: 'json' };
import { minimize } from './minimize.js';

type Step = Readonly<Record<'a' | 'b' | 'p', readonly number[]>> & { readonly cost: number };
interface Recorded {
  readonly steps: readonly (readonly ('a' | 'b' | 'p')[])[];
  readonly trajectories: Readonly<Record<'sgd' | 'momentum' | 'nesterov', readonly Step[]>>;
}

const recorded: Recorded = recording as unknown as Recorded; // wider than the types of the file

/** Runs `body` in a graph of its own, which is disposed afterwards. */
function inGraph<R>(body: (graph: Graph) => R, graph: Graph = new Graph()): R {
  try {
    return graph.run(() => body(graph));
  } finally {
    graph.dispose();
  }
}

/** Runs `body` with an optimizer and disposes of it afterwards. */
function withOptimizer<R>(optimizer: tf.Optimizer, body: (optimizer: tf.Optimizer) => R): R {
  try {
    return body(optimizer);
  } finally {
    optimizer.dispose();
    (optimizer as tf.Optimizer & { c?: tf.Tensor }).c?.dispose(); // tf.train.momentum forgets that it has one
  }
}

/** Initializes a variable, or its shards, with these values. */
function startingAt(list: readonly number[]): (shape: Shape, dtype?: DType, info?: PartitionInfo) => tf.Tensor {
  return (shape, _dtype, info) => {
    const start = info?.varOffset[0] ?? 0;
    return tf.tensor(list.slice(start, start + shape[0]!));
  };
}

const sgd = <R>(body: (optimizer: tf.Optimizer) => R): R => withOptimizer(tf.train.sgd(0.1), body);
const values = (variable: tf.Tensor): number[] => [...variable.dataSync()];
const sumOf = (...variables: tf.Tensor[]): tf.Tensor => tf.addN(variables.map((variable) => tf.sum(variable)));

describe('minimize', () => {
  const optimizers = {
    sgd: () => tf.train.sgd(0.1),
    momentum: () => tf.train.momentum(0.1, 0.9),
    nesterov: () => tf.train.momentum(0.1, 0.9, true),
  };

  test.each(['sgd', 'momentum', 'nesterov'] as const)('follows the trajectory that TensorFlow recorded with %s', (name) => {
    inGraph(() => withOptimizer(optimizers[name](), (optimizer) => {
      const a = getVariable('a', { initializer: [1, -2], dtype: 'float32', constraint: (value) => tf.clipByValue(value, -1.25, 1.25) });
      const b = getVariable('b', { initializer: [3], dtype: 'float32', regularizer: (value) => tf.mul(0.5, tf.sum(tf.square(value))) });
      const p = getVariable('p', [5], { initializer: startingAt([1, 2, 3, 4, 5]), partitioner: () => [2] });
      const loss = (): tf.Tensor => {
        const whole = p.asTensor();
        return tf.addN([
          tf.sum(tf.square(tf.sub(a, 4))),
          tf.mul(0.25, tf.sum(tf.square(b))),
          tf.mul(0.01, tf.sum(tf.mul(tf.square(whole), whole))),
        ]);
      };
      const found = recorded.steps.map((names) => {
        const variables = names.map((each) => ({ a, b, p })[each]);
        const cost = minimize(optimizer, loss, { variables, regularizationLosses: true, returnCost: true });
        const step = { cost: values(cost), a: values(a), b: values(b), p: [...p].flatMap(values) };
        cost.dispose();
        return step;
      });
      recorded.trajectories[name].forEach((step, index) => {
        for (const key of ['a', 'b', 'p'] as const) {
          step[key].forEach((value, i) => expect(found[index]?.[key][i]).toBeCloseTo(value, 5));
        }
        expect(found[index]?.cost[0]).toBeCloseTo(step.cost, 4);
      });
    }));
  });

  // tfjs issue 4290: a stock optimizer alone gives a variable the slot of another when variables are frozen.
  test.each<[string, () => tf.Optimizer]>([
    ['momentum', () => tf.train.momentum(0.1, 0.9)],
    ['adagrad', () => tf.train.adagrad(0.1)],
    ['adadelta', () => tf.train.adadelta(0.1)],
    ['rmsprop', () => tf.train.rmsprop(0.01, 0.9, 0.5, 1e-7, true)],
    ['adam', () => tf.train.adam(0.1)],
    ['adamax', () => tf.train.adamax(0.1)],
  ])('keeps the slots of %s by variable while variables of different shapes are frozen and trained again', (_, create) => {
    const steps = [['b'], ['a', 'b'], ['c', 'a'], ['b'], ['a', 'b', 'c'], ['c']] as const;
    const starts = { a: [1], b: [2, 3], c: [4, 5, 6] } as const;

    // The same optimizer of tfjs, called by hand: b, a, c is the order in which they are first trained.
    const [plainB, plainA, plainC] = [starts.b, starts.a, starts.c].map((start) => tf.tidy(() => tf.variable(tf.tensor(start))));
    const plain = { b: plainB!, a: plainA!, c: plainC! };
    const expected = tf.tidy(() => withOptimizer(create(), (optimizer) => steps.map((names, index) => {
      const known = Object.entries(plain).slice(0, index + 1);
      optimizer.applyGradients(known.map(([name, variable]) => ({
        name: variable.name,
        tensor: (names as readonly string[]).includes(name) ? tf.mul(2, variable) : (null as never), // as tfjs passes it
      })));
      return Object.values(plain).map(values);
    })));
    for (const variable of Object.values(plain)) tf.dispose(variable);

    const found = inGraph(() => withOptimizer(create(), (optimizer) => {
      const [b, a, c] = [starts.b, starts.a, starts.c].map((start, i) => new Variable([...start], { name: 'bac'[i]!, dtype: 'float32' }));
      const variables = { a: a!, b: b!, c: c! };
      return steps.map((names) => {
        minimize(optimizer, () => sumOf(...Object.values(variables).map((each) => tf.square(each))), {
          variables: names.map((name) => variables[name]),
        });
        return [b!, a!, c!].map(values);
      });
    }));
    expect(found).toEqual(expected);
  });

  test('moves no variable that the loss does not reach, whatever its momentum', () => {
    inGraph(() => withOptimizer(tf.train.adam(0.1), (optimizer) => {
      const reached = new Variable([1], { dtype: 'float32' });
      const left = new Variable([1], { dtype: 'float32' });
      minimize(optimizer, () => sumOf(reached, left));
      const before = values(left);
      minimize(optimizer, () => sumOf(reached));
      expect(values(left)).toEqual(before);
      expect(values(reached)[0]).toBeCloseTo(0.8, 3);
    }));
  });

  test('makes no state for a variable before its first update', () => {
    inGraph(() => withOptimizer(tf.train.adam(0.1), (optimizer) => {
      const [reached, left] = [new Variable([1], { dtype: 'float32' }), new Variable([1], { dtype: 'float32' })];
      const before = tf.memory().numTensors;
      minimize(optimizer, () => sumOf(reached));
      expect(tf.memory().numTensors - before).toBe(2);
      minimize(optimizer, () => sumOf(reached, left));
      expect(tf.memory().numTensors - before).toBe(4);
    }));
  });

  test('trains the trainable variables of the current graph by default, never those of the page', () => {
    const stranger = tf.tidy(() => tf.variable(tf.scalar(1)));
    tf.tidy(() => inGraph(() => {
      const other = new Variable(1, { name: 'v', dtype: 'float32' });
      inGraph(() => sgd((optimizer) => {
        const trained = new Variable(1, { name: 'v', dtype: 'float32' });
        const frozen = new Variable(1, { name: 'frozen', dtype: 'float32', trainable: false });
        minimize(optimizer, () => sumOf(trained, frozen, other, stranger));
        expect([trained, frozen, other, stranger].map((each) => values(each)[0])).toEqual([Math.fround(0.9), 1, 1, 1]);
      }));
    }));
    stranger.dispose();
  });

  test('trains graphs with equal names by one optimizer, each with its own momentum', () => {
    withOptimizer(tf.train.momentum(0.1, 0.9), (optimizer) => inGraph((first) => inGraph((second) => {
      const a = first.run(() => new Variable([1], { name: 'v', dtype: 'float32' }));
      const b = second.run(() => new Variable([1, 1], { name: 'v', dtype: 'float32' }));
      minimize(optimizer, () => sumOf(a), { variables: first });
      minimize(optimizer, () => sumOf(a, b), { variables: [b, a] });
      minimize(optimizer, () => sumOf(b), { variables: second });
      expect(values(a)[0]).toBeCloseTo(1 - 0.1 - 0.19, 6);
      for (const value of values(b)) expect(value).toBeCloseTo(1 - 0.1 - 0.19, 6);
    })));
  });

  test('trains variables of the names constructor, toString and 1', () => {
    inGraph(() => sgd((optimizer) => {
      const variables = ['constructor', 'toString', '1'].map((name) => getVariable(name, { initializer: 1, dtype: 'float32' }));
      minimize(optimizer, () => sumOf(...variables));
      expect(variables.map((each) => values(each)[0])).toEqual(variables.map(() => Math.fround(0.9)));
    }));
  });

  test('trains what is listed even if it is not trainable, and leaves integers alone', () => {
    inGraph(() => sgd((optimizer) => {
      const listed = new Variable(1, { dtype: 'float32', trainable: false });
      const step = new Variable(3, { dtype: 'int32', trainable: false });
      minimize(optimizer, () => sumOf(listed, tf.cast(step, 'float32')), { variables: [step, listed] });
      expect(values(listed)).toEqual([Math.fround(0.9)]);
      expect(values(step)).toEqual([3]);
    }));
  });

  test('applies a constraint after the update of its variable, and only then', () => {
    inGraph(() => sgd((optimizer) => {
      const constrained = new Variable([1, 5], { dtype: 'float32', constraint: (value) => tf.clipByValue(value, 0, 2) });
      const frozen = new Variable([5], { dtype: 'float32', constraint: (value) => tf.clipByValue(value, 0, 2) });
      const other = new Variable([5], { dtype: 'float32' });
      minimize(optimizer, () => sumOf(other, frozen), { variables: [other, constrained] });
      expect(values(constrained)).toEqual([1, 5]);
      minimize(optimizer, () => sumOf(constrained, frozen), { variables: [constrained] });
      expect(values(constrained)).toEqual([Math.fround(0.9), 2]);
      expect(values(frozen)).toEqual([5]);
      constrained.assign([1, 7]);
      expect(values(constrained)).toEqual([1, 7]);
    }));
  });

  test('lets a constraint return its argument', () => {
    inGraph(() => sgd((optimizer) => {
      const variable = new Variable([1], { dtype: 'float32', constraint: (value) => value });
      minimize(optimizer, () => sumOf(variable));
      expect(values(variable)).toEqual([Math.fround(0.9)]);
    }));
  });

  test('adds the regularization losses of the graphs of its variables, once for every shard', () => {
    inGraph((graph) => sgd((optimizer) => {
      const regularizer = (value: tf.Tensor): tf.Tensor => tf.sum(value);
      const w = variableScope('model', { regularizer }, () =>
        getVariable('w', [3], { initializer: startingAt([1, 1, 1]), partitioner: () => [2] }));
      const bias = variableScope('head', { regularizer }, () => getVariable('bias', { initializer: 1, dtype: 'float32' }));
      const step = (regularizationLosses: boolean | string): number => {
        const options = { variables: graph, regularizationLosses, returnCost: true } as const;
        const cost = inGraph(() => minimize(optimizer, () => tf.mul(bias, 0), options)); // another graph is current
        const [value] = values(cost);
        cost.dispose();
        return value!;
      };
      expect(step(false)).toBe(0);
      expect(step('model')).toBe(3);
      expect(values(bias)).toEqual([1]);
      expect([...w].flatMap(values)).toEqual([0.9, 0.9, 0.9].map(Math.fround));
      expect(step(true)).toBeCloseTo(3.7, 5);
      expect(values(bias)).toEqual([Math.fround(0.9)]);
    }));
  });

  test('returns what was minimized, and nothing by default', () => {
    inGraph(() => sgd((optimizer) => {
      const variable = new Variable(2, { dtype: 'float32' });
      const cost = minimize(optimizer, () => tf.square(variable), { returnCost: true });
      expect(values(cost)).toEqual([4]);
      cost.dispose();
      expect(minimize(optimizer, () => tf.square(variable))).toBeNull();
    }));
  });

  test('leaves a variable alive that is the loss itself', () => {
    inGraph(() => sgd((optimizer) => {
      const variable = new Variable(2, { dtype: 'float32' });
      const cost = minimize(optimizer, () => variable, { returnCost: true });
      expect(values(cost)).toEqual([2]);
      cost.dispose();
      expect(values(variable)).toEqual([Math.fround(1.9)]);
    }));
  });

  test('keeps the state of the optimizer when it is called inside a tidy', () => {
    inGraph(() => withOptimizer(tf.train.momentum(0.1, 0.9), (optimizer) => {
      const variable = new Variable(1, { dtype: 'float32' });
      for (let i = 0; i < 2; i++) {
        tf.tidy(() => {
          minimize(optimizer, () => sumOf(variable), { returnCost: true });
        });
      }
      expect(values(variable)[0]).toBeCloseTo(1 - 0.1 - 0.19, 6);
    }));
  });

  test('waits in a deferred graph for the initializer, before it computes anything', () => {
    inGraph(() => sgd((optimizer) => {
      const a = getVariable('a', [2]);
      const b = getVariable('b', [2]);
      let calls = 0;
      const step = (): unknown => minimize(optimizer, () => (calls++, sumOf(a, b)));
      expect(step).toThrow(FailedPreconditionError);
      expect(step).toThrow('Attempting to use uninitialized value a and of 1 more: b');
      expect(calls).toBe(0);
      globalVariablesInitializer().run();
      step();
      expect(calls).toBe(1);
    }), new Graph({ initialization: 'deferred' }));
  });

  describe('leaves no tensor behind', () => {
    /** Expects a step to throw, with the tensors that there were before. */
    function expectClean(step: () => unknown, expected: string | RegExp | (new (message: string) => Error)): void {
      const before = tf.memory();
      expect(step).toThrow(expected);
      const after = tf.memory();
      expect([after.numTensors, after.numDataBuffers]).toEqual([before.numTensors, before.numDataBuffers]);
    }

    test('when the loss throws after it computed', () => {
      inGraph(() => sgd((optimizer) => {
        const variable = new Variable([1, 2], { dtype: 'float32' });
        expectClean(() => minimize(optimizer, () => {
          tf.log(tf.square(tf.mul(variable, variable)));
          throw new RangeError('by the loss');
        }), RangeError);
        expect(values(variable)).toEqual([1, 2]);
      }));
    });

    test('when the loss is not a scalar of floats', () => {
      inGraph(() => sgd((optimizer) => {
        const variable = new Variable([1, 2], { dtype: 'float32' });
        expectClean(() => minimize(optimizer, () => tf.square(variable)), LossNotScalarError);
        expectClean(() => minimize(optimizer, () => tf.cast(sumOf(variable), 'int32')), LossNotScalarError);
        expectClean(() => minimize(optimizer, () => 1 as never), 'found: 1');
        expectClean(() => minimize(optimizer, (async () => Promise.resolve(1)) as never), 'found: a promise');
      }));
    });

    test('when there is nothing to train, or nothing that the loss depends on', () => {
      inGraph(() => sgd((optimizer) => {
        expectClean(() => minimize(optimizer, () => tf.scalar(1)), NoVariablesError);
        const variable = new Variable([1], { dtype: 'float32', name: 'alone' });
        expectClean(() => minimize(optimizer, () => tf.scalar(1)), NoGradientsError);
        expectClean(() => minimize(optimizer, () => tf.scalar(1)), /No gradients provided for any variable: alone/);
        expect(values(variable)).toEqual([1]);
      }));
    });

    test('when a constraint throws half-way', () => {
      inGraph(() => withOptimizer(tf.train.momentum(0.1, 0.9), (optimizer) => {
        let isRefusing = false;
        const constraint = (value: tf.Tensor): tf.Tensor => {
          const doubled = tf.mul(value, 2);
          if (isRefusing) throw new RangeError('by the constraint');
          return doubled;
        };
        const variables = ['a', 'b', 'c'].map((name) => new Variable([1], { dtype: 'float32', name, constraint }));
        minimize(optimizer, () => sumOf(...variables), { returnCost: true }).dispose();
        isRefusing = true;
        expectClean(() => minimize(optimizer, () => sumOf(...variables), { returnCost: true }), RangeError);
      }));
    });

    test('when the optimizer throws', () => {
      inGraph(() => {
        const variable = new Variable([1], { dtype: 'float32' });
        const optimizer = { applyGradients: () => { throw new RangeError('by the optimizer'); } };
        expectClean(() => minimize(optimizer, () => sumOf(variable), { returnCost: true }), RangeError);
      });
    });

    test('when the backward pass throws', () => {
      inGraph(() => sgd((optimizer) => {
        const variable = new Variable([1, 2], { dtype: 'float32' });
        const broken = tf.customGrad((x, save) => {
          (save as (tensors: tf.Tensor[]) => void)([x as tf.Tensor]);
          return { value: tf.square(x as tf.Tensor), gradFunc: () => { throw new RangeError('by the gradient'); } };
        });
        expectClean(() => minimize(optimizer, () => tf.sum(broken(tf.square(variable)))), RangeError);
      }));
    });

    test('when it throws inside of another gradient, which goes on', () => {
      inGraph(() => sgd((optimizer) => {
        const variable = new Variable([1, 2], { dtype: 'float32' });
        tf.tidy(() => {
          const slope = tf.grad((x) => {
            const squared = tf.square(x);
            expect(() => minimize(optimizer, () => tf.square(tf.square(variable)))).toThrow(LossNotScalarError);
            return tf.sum(tf.square(squared));
          });
          expect(values(slope(tf.tensor1d([2])))).toEqual([32]);
        });
      }));
    });

    test('when the loss disposes of a variable that is trained', () => {
      inGraph(() => sgd((optimizer) => {
        const variable = new Variable([1, 2], { dtype: 'float32', name: 'gone' });
        const numTensors = tf.memory().numTensors;
        const loss = (): tf.Tensor => {
          const value = sumOf(variable);
          variable.dispose();
          return value;
        };
        expect(() => minimize(optimizer, loss)).toThrow(VariableDisposedError);
        expect(tf.memory().numTensors).toBe(numTensors - 1);
      }));
    });
  });

  test('forgets a variable that was disposed, and trains one that takes its name', () => {
    inGraph(() => withOptimizer(tf.train.momentum(0.1, 0.9), (optimizer) => {
      const old = new Variable([1], { dtype: 'float32', name: 'v' });
      minimize(optimizer, () => sumOf(old));
      old.dispose();
      const fresh: Variable = new Variable([1, 1], { dtype: 'float32', name: 'v' });
      minimize(optimizer, () => sumOf(fresh));
      expect(fresh.name).toBe('v:0');
      expect(values(fresh)).toEqual([0.9, 0.9].map(Math.fround));
    }));
  });

  test('trains the shards of a partitioned variable in any form of it', () => {
    inGraph(() => sgd((optimizer) => {
      const whole: PartitionedVariable = getVariable('w', [3], { initializer: startingAt([1, 1, 1]), partitioner: () => [3] });
      minimize(optimizer, () => tf.sum(whole.asTensor()), { variables: whole });
      minimize(optimizer, () => tf.sum(whole.asTensor()), { variables: [whole, ...whole] });
      expect([...whole].flatMap(values).map((value) => value.toFixed(5))).toEqual(['0.80000', '0.80000', '0.80000']);
    }));
  });
});
