import { tensor2d } from '@tensorflow/tfjs-core';
import { onesInitializer } from '@varscope/initializers';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { createPartitionedVariables, getVariable, variableScope } from '@varscope/scopes';
import { Graph, trainableVariables, type GraphVariable, type PartitionedVariable } from '@varscope/store';
import { expectSame } from '@varscope/recorded-cases';
import { expectError } from './python-error.js';
import type { RecordedError } from './recorded.js';

/** A situation in words, and what TensorFlow did in it; the members depend on the situation. */
export interface PartitionedNames {
  readonly what: string;
  readonly error?: RecordedError;
  readonly [observed: string]: unknown;
}

/** Throws a `Difference` unless Varscope does the same in that situation. */
export function checkPartitionedNames({ what, error, ...expected }: PartitionedNames): void {
  const situation = SITUATIONS[what];
  if (situation === undefined) throw new Error(`cannot run "${what}"`);
  const graph = new Graph();
  try {
    if (error !== undefined) expectError(error, () => graph.run(situation));
    else expectSame(what, expected, graph.run(situation));
  } finally {
    graph.dispose();
  }
}

/** The situations, each with what it observes. */
const SITUATIONS: Readonly<Record<string, () => object>> = {
  'create_partitioned_variables([6],[3]) twice without a name': () => ({ names: [createThree(), createThree()].map(names) }),
  "create_partitioned_variables twice with name 'emb'": () => ({ names: [createThree('emb'), createThree('emb')].map(names) }),
  "create_partitioned_variables with name 'emb', then again with reuse=True": () => {
    const first = createThree('emb');
    const second = createPartitionedVariables([6], [3], onesInitializer(), { name: 'emb', reuse: true });
    return { names: [first, second].map(names), same_objects: first.every((shard, i) => shard === second[i]) };
  },
  "variable_scope('net', fixed_size_partitioner(3)): w [10,2], scalar s, b [2]": () =>
    variableScope('net', { partitioner: fixedSizePartitioner(3) }, () => {
      const w = getVariable<PartitionedVariable>('w', [10, 2]);
      const s = getVariable('s', []); // partitioners leave scalars alone
      const b = getVariable<PartitionedVariable>('b', [2]);
      return {
        w: shards(w),
        s: s.op.name,
        b: shards(b),
        trainable: names(trainableVariables()),
        w_name: w.name,
      };
    }),
  'reuse with the same partitioner': () => {
    const w = getW(2);
    return { same_object: w === reuseW(2) };
  },
  'reuse with another number of shards': () => {
    getW(2);
    return [reuseW(5)];
  },
  'reuse of an unpartitioned variable with a partitioner': () => {
    getVariable('w', [10, 2]);
    return [reuseW(2)];
  },
  'reuse of a partitioned variable without a partitioner': () => {
    getW(2);
    const found = variableScope('', { reuse: true }, () => getVariable<PartitionedVariable>('w', [10, 2]));
    return { returns: found.constructor.name, names: names(found) };
  },
  'created twice with reuse unset': () => [getW(2), getW(2)],
  'reuse with another shape': () => {
    getW(2);
    return [variableScope('', { reuse: true }, () => getVariable('w', [10, 3], { partitioner: fixedSizePartitioner(2) }))];
  },
  'reuse=True of a variable that does not exist': () => [reuseW(2)],
  'initializer is a tensor [[0,1],[2,3],...,[10,11]] of shape [6,2], fixed_size_partitioner(4): the tensor is sliced': () => {
    const initializer = tensor2d([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [6, 2]);
    try {
      const w = getVariable<PartitionedVariable>('w', { initializer, partitioner: fixedSizePartitioner(4) });
      return { values: w.shards.map((shard) => shard.arraySync()), shards: shards(w) };
    } finally {
      initializer.dispose();
    }
  },
  'as_tensor of a partitioned variable': () => {
    const w = getVariable<PartitionedVariable>('w', [9, 2], { partitioner: fixedSizePartitioner(4) });
    const whole = w.asTensor();
    const { shape } = whole;
    whole.dispose();
    // A tensor of tfjs has no name: TensorFlow's is that of the variable.
    return { as_tensor_name: `${w.name}:0`, shape, partitioned_variable_name: w.name, iter_names: names(w), partitions: w.partitions };
  },
};

function createThree(name?: string): GraphVariable[] {
  return createPartitionedVariables([6], [3], onesInitializer(), name === undefined ? {} : { name });
}

function getW(numShards: number): unknown {
  return getVariable('w', [10, 2], { partitioner: fixedSizePartitioner(numShards) });
}

function reuseW(numShards: number): unknown {
  return variableScope('', { reuse: true }, () => getW(numShards));
}

function names(variables: Iterable<GraphVariable>): string[] {
  return Array.from(variables, ({ op }) => op.name);
}

function shards(variable: PartitionedVariable): object[] {
  return variable.shards.map(({ op, saveSliceInfo, shape }) => ({ name: op.name, offset: saveSliceInfo?.varOffset, shape }));
}
