/** No call of the public interface leaves a tensor behind, least of all one that fails half-way. */
import '@tensorflow/tfjs-backend-cpu';
import { keep, memory, ones, scalar, square, sum, tensor, tensor1d, tidy, variable as tfjsVariable, zeros, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { AUTO_REUSE, type Shape } from '@varscope/spec';
import {
  device,
  EagerVariableStore,
  embeddingLookup,
  getRegularizationLoss,
  getRegularizationLosses,
  globalVariablesInitializer,
  Graph,
  globalVariables,
  Variable,
  variableCreatorScope,
  type Initialization,
  type PartitionedVariable,
} from '@varscope/store';
import { describe, expect, it } from 'vitest';
import { createPartitionedVariables } from './create-partitioned-variables.js';
import { getLocalVariable } from './get-local-variable.js';
import { getVariable } from './get-variable.js';
import { makeTemplate } from './make-template.js';
import { variableScope } from './variable-scope.js';

const fail = (): never => {
  throw new Error('of the program');
};
/** Makes tensors that it does not dispose, and fails. */
const failHalfWay = (): never => {
  square(ones([3]));
  return fail();
};
const failAtSecondCall = (): ((shape: Shape) => Tensor) => {
  let calls = 0;
  return (shape) => (calls++ === 0 ? zeros([...shape]) : failHalfWay());
};
const partitioned = (): PartitionedVariable => getVariable('p', [4, 2], { partitioner: () => [2, 1] });
const float = (): Variable => new Variable([1, 2, 3]);
const small = (): Variable => new Variable([1, 2, 3], { dtype: 'int8' });

/** Every one is run in a new graph of either kind. Tensors of the program are disposed of by the program. */
const CALLS: Readonly<Record<string, () => unknown>> = {
  'an initializer that gives several tensors away': () => getVariable('v', [2], { initializer: (shape: Shape) => square(square(ones([...shape]))) }),
  'an initial value of the program': () => getVariable('v', { initializer: [[1, 2], [3, 4]] }),
  'an initial tensor in a tidy': () => tidy(() => void getVariable('v', { initializer: square(ones([2])) })),
  'an initial value that its function keeps': () => {
    const kept: Tensor[] = [];
    new Variable(() => {
      const value = keep(ones([2]));
      kept.push(value);
      return value;
    });
    globalVariablesInitializer().run();
    for (const value of kept) value.dispose();
  },
  'an initial value that is another variable': () => new Variable(float()),
  'an initial value that reads another variable': () => new Variable(((first) => () => square(first))(float())),
  'a constraint that throws': () => getVariable('v', [2], { constraint: failHalfWay }).assign([1, 2]),
  'a regularizer that gives nothing': () => getVariable('v', [2], { regularizer: () => (square(ones([2])), null) }),
  'regularization losses': () => {
    getVariable('v', [2], { regularizer: (value) => sum(square(value)) });
    getVariable('w', { initializer: 1, regularizer: (value) => value as Scalar });
    globalVariablesInitializer().run();
    for (const loss of [...getRegularizationLosses(), getRegularizationLoss()]) loss.dispose();
  },
  'an initial tensor in shards': () => {
    const value = ones([4, 2]);
    try {
      return getVariable('v', { initializer: value, partitioner: () => [3, 1] });
    } finally {
      value.dispose();
    }
  },
  'an initial value in shards': () => getVariable('v', [4], { initializer: [1, 2, 3, 4], partitioner: () => [2] }),
  'a local variable': () => getLocalVariable('v', [2]),
  'assignments': () => float().assign([4, 5, 6]).assignAdd([1, 1, 1]).assignSub([1, 1, 1]),
  'an assignment to itself': () => ((variable) => (variable.initializer.run(), variable.assign(variable)))(float()),
  'scatters': () => ((variable) => (variable.initializer.run(), variable.scatterAdd([0, 0], [1, 2]).scatterNdUpdate([[2]], [5])))(float()),
  'values': () => {
    const variable = float();
    variable.initializedValue().dispose();
    variable.initializer.run();
    for (const value of [variable.value(), variable.sparseRead([0, 1]), variable.gatherNd([[0]])]) value.dispose();
  },
  'an initializer that runs again': () => {
    getVariable('v', [2]);
    float();
    globalVariablesInitializer().run();
    globalVariablesInitializer().run();
  },
  'a store of its own': () => {
    const store = new EagerVariableStore();
    store.asDefault(() => getVariable('v', [2], { dtype: 'int64' }));
    globalVariablesInitializer().run();
    return store.copy().variables();
  },
};

/** The same for calls that fail, with what they fail with. */
const FAILURES: Readonly<Record<string, readonly [error: string, call: () => unknown]>> = {
  'an initializer that throws': ['of the program', () => getVariable('v', [2], { initializer: (_shape: Shape) => failHalfWay() })],
  'a function without parameters that throws': ['of the program', () => getVariable('v', { initializer: failHalfWay })],
  'an initializer that gives another shape': [
    'InitializerShapeMismatchError',
    () => getVariable('v', [2], { initializer: (_shape: Shape) => ones([3]) }),
  ],
  'an initializer that gives another dtype': [
    'InitialValueDTypeError',
    () => getVariable('v', [2], { initializer: (_shape: Shape) => ones([2], 'int32') }),
  ],
  'an initializer that gives no tensor': [
    'BadInitialValueError',
    () => getVariable('v', [2], { initializer: (_shape: Shape) => ({}) as Tensor }),
  ],
  'an initializer that gives a promise': [
    typeof document === 'undefined' ? 'BadInitialValueError' : 'AsyncScopeError', // where scopes cannot follow it
    () => getVariable('v', [2], { initializer: ((_shape: Shape) => Promise.resolve(1)) as never }),
  ],
  'an initializer that gives a value that does not fit': [
    'ValueRangeError',
    () => getVariable('v', [1], { dtype: 'int8', initializer: (_shape: Shape) => tensor1d([300], 'int32') }),
  ],
  'an initial value that is not rectangular': ['BadInitialValueError', () => getVariable('v', { initializer: [[1, 2], [3]] as never })],
  'an initial value that does not fit': ['ValueRangeError', () => new Variable([300], { dtype: 'uint8' })],
  'an initial tensor of the program': ['InitializerShapeMismatchError', () => {
    const value = ones([2]);
    try {
      return [getVariable('v', { initializer: value }), new Variable(value), new Variable(value, { shape: [3] })];
    } finally {
      value.dispose();
    }
  }],
  'an initial tensor that was disposed': ['BadInitialValueError', () => {
    const value = ones([2]);
    value.dispose();
    return new Variable(value);
  }],
  'an initial value that is a variable of tfjs': ['BadInitialValueError', () => {
    const source = tidy(() => tfjsVariable(tensor1d([1, 2])));
    new Variable(() => source);
    globalVariablesInitializer().run();
    expect(source.isDisposed).toBe(false);
    source.dispose();
  }],
  'a name that is taken in tfjs': ['VariableNameError', () => {
    const taken = tidy(() => tfjsVariable(scalar(1), true, 'v:0'));
    try {
      return new Variable(1, { name: 'v' });
    } finally {
      taken.dispose();
    }
  }],
  'a name that is not allowed': ['BadNameError', () => getVariable('v?', [2])],
  'an absolute name that is taken': ['DuplicateNodeError', () => [new Variable(1, { name: 'v' }), new Variable(1, { name: 'v/' })]],
  'a dtype that does not exist': ['DTypeInvalidError', () => getVariable('v', [2], { dtype: 'float8' as 'float32' })],
  'collections that are none': ['CollectionsTypeError', () => getVariable('v', [2], { collections: 'mine' as never })],
  'a constraint that is none': ['ConstraintNotCallableError', () => getVariable('v', [2], { constraint: 1 as never })],
  'a device function that throws': ['of the program', () => device(fail, () => getVariable('v', [2]))],
  'a regularizer that throws': ['of the program', () => getVariable('v', [2], { regularizer: failHalfWay })],
  'a regularizer that gives no scalar': ['LossNotScalarError', () => {
    getVariable('v', [2], { regularizer: (value) => square(value) as Scalar }).initializer.run();
    return getRegularizationLoss();
  }],
  'a regularizer that throws later': ['of the program', () => {
    let calls = 0;
    getVariable('v', [2], { regularizer: (value) => (calls++ === 0 ? sum(value) : failHalfWay()) });
    globalVariablesInitializer().run();
    return getRegularizationLosses();
  }],
  'a getter that throws': [
    'of the program',
    () => getVariable('v', [2], { customGetter: (getter, name) => (getter(name, { shape: [2] }), fail()) }),
  ],
  'a getter of a scope that throws': ['of the program', () => variableScope('s', { customGetter: fail }, () => getVariable('v', [2]))],
  'a creator that throws before and after': [
    'of the program',
    () => variableCreatorScope((next, options) => (next(options), fail()), () => getVariable('v', [2])),
  ],
  'a creator that gives no variable': [
    'ArgumentTypeError',
    () => variableCreatorScope((next, options) => (next(options), null as never), () => getVariable('v', [2])),
  ],
  'a partitioner that throws': ['of the program', () => getVariable('v', [2], { partitioner: fail })],
  'a partitioner that gives too many': ['PartitionTooManyError', () => getVariable('v', [2], { partitioner: () => [3] })],
  'a partitioner that gives something else': ['PartitionerResultError', () => getVariable('v', [2], { partitioner: () => [1, 1] })],
  'an initializer that throws for the second shard': [
    'of the program',
    () => getVariable('v', [4], { initializer: failAtSecondCall(), partitioner: () => [2] }),
  ],
  'an initial value in shards of another shape': [
    'InitializerShapeMismatchError',
    () => getVariable('v', [4], { initializer: [1, 2], partitioner: () => [2] }),
  ],
  'partitioned variables of the old kind': ['of the program', () => createPartitionedVariables([4, 2], [2, 1], failAtSecondCall())],
  'a partitioned variable': ['AssignShapeError', () => {
    const whole = partitioned();
    globalVariablesInitializer().run();
    whole.asTensor().dispose();
    whole.assign(new Array(4).fill([1, 2])).assignAdd(new Array(4).fill([1, 2])).assignSub(whole);
    return whole.assign([1]);
  }],
  'a partitioned variable without values': [
    'FailedPreconditionError',
    () => new Graph({ initialization: 'deferred' }).run(() => partitioned().asTensor()),
  ],
  'shards that are disposed one by one': ['VariableMissingError', () => {
    const [first] = partitioned();
    first?.dispose();
    return getVariable('p', [4, 2], { reuse: true });
  }],
  'a request for a variable that exists': ['VariableExistsError', () => [getVariable('v', [2]), getVariable('v', [2])]],
  'a request for another shape': ['ShapeMismatchError', () => [getVariable('v', [2]), getVariable('v', [3], { reuse: true })]],
  'a request for another dtype': [
    'DTypeMismatchError',
    () => [getVariable('v', [2]), getVariable('v', [2], { reuse: true, dtype: 'int32' })],
  ],
  'a request for a variable that does not exist': ['VariableMissingError', () => getVariable('v', [2], { reuse: true })],
  'a template that throws': ['of the program', () => makeTemplate('t', () => (getVariable('v', [2]), fail()))()],
  'a template that makes more variables later': ['TemplateNewTrainableError', () => {
    let calls = 0;
    const template = makeTemplate('t', () => getVariable(`v${calls++}`, [2], { reuse: AUTO_REUSE }));
    return [template(), template()];
  }],
  'an assignment of another shape': ['AssignShapeError', () => float().assign([1])],
  'an assignment of another dtype': ['AssignDTypeError', () => tidy(() => float().assign(tensor([1, 2, 3], [3], 'int32')))],
  'an assignment that does not fit': ['ValueRangeError', () => small().assign([1, 2, 300])],
  'a sum that does not fit': [
    'ValueRangeError',
    () => ((variable) => (variable.initializer.run(), variable.assignAdd([1, 2, 127])))(small()),
  ],
  'a sum of another shape': ['AssignShapeError', () => ((variable) => (variable.initializer.run(), variable.assignAdd(1)))(float())],
  'a scatter outside': [
    'InvalidArgumentError',
    () => ((variable) => (variable.initializer.run(), variable.scatterAdd([3], [1])))(float()),
  ],
  'a scatter of another shape': [
    'InvalidArgumentError',
    () => ((variable) => (variable.initializer.run(), variable.scatterNdAdd([[0]], [1, 2])))(float()),
  ],
  'a value that is not there': [
    'FailedPreconditionError',
    () => new Graph({ initialization: 'deferred' }).run(() => float().readValue()),
  ],
  'a value that is gone': [
    'VariableDisposedError',
    () => ((variable) => (variable.dispose(), variable.dispose(), variable.readValue()))(float()),
  ],
  'an embedding': ['InvalidArgumentError', () => {
    const whole = partitioned();
    globalVariablesInitializer().run();
    for (const partitionStrategy of ['mod', 'div'] as const) embeddingLookup(whole, [0, 3, 3], { partitionStrategy }).dispose();
    return embeddingLookup(whole, [4]);
  }],
  'an initializer that fails in the middle': ['of the program', () => {
    getVariable('a', [2]);
    const initializer = failAtSecondCall();
    getVariable('b', [2], { initializer });
    globalVariablesInitializer().run();
    globalVariables().reverse().forEach((variable) => { variable.assign([1, 2]); });
    globalVariablesInitializer().run();
  }],
};

/** Runs a call in a graph of its own and expects it to leave no tensor behind. */
function expectNoLeak(initialization: Initialization, call: () => unknown): void {
  const before = memory();
  const graph = new Graph({ initialization });
  try {
    graph.run(call);
  } finally {
    graph.dispose();
    const after = memory();
    expect([after.numTensors, after.numDataBuffers, after.numBytes]).toEqual([before.numTensors, before.numDataBuffers, before.numBytes]);
  }
}

describe.each(['immediate', 'deferred'] as const)('in a graph with %s initialization', (initialization) => {
  it.each(Object.entries(CALLS))('nothing is left of %s', (_name, call) => {
    expectNoLeak(initialization, call);
  });

  it.each(Object.entries(FAILURES))('nothing is left of %s', (_name, [error, call]) => {
    const fails = (): void => {
      expectNoLeak(initialization, () => {
        call();
        globalVariablesInitializer().run(); // where a deferred graph fails
      });
    };
    expect(fails).toThrow(expect.toSatisfy((thrown: Error) => thrown.name === error || thrown.message === error));
  });
});
