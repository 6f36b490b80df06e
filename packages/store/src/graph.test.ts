import '@tensorflow/tfjs-backend-cpu';
import { memory, scalar, tidy, variable as tfjsVariable } from '@tensorflow/tfjs-core';
import { GraphMismatchError, InvalidArgumentError, NestingError } from '@varscope/spec/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { addToCollection } from './add-to-collection.js';
import { getDefaultGraph, resetDefaultGraph, setRandomSeed } from './default-graph.js';
import { device } from './device.js';
import { getCollection } from './get-collection.js';
import { Graph } from './graph.js';
import { getNameScope, nameScope } from './name-scope.js';
import { uniqueName } from './unique-name.js';
import { Variable } from './variable.js';
import { globalVariables } from './variable-lists.js';

afterEach(() => {
  resetDefaultGraph();
});

describe('graphs', () => {
  it('do not know of each other: names, variables and collections are of one', () => {
    const [one, other] = [new Graph(), new Graph()];
    const variables = [one, other].map((graph) =>
      graph.run(() => {
        addToCollection('mine', graph);
        return new Variable(1, { name: 'v' });
      }),
    );
    expect(variables.map(({ name }) => name)).toEqual(['v:0', 'v:0']);
    expect([one, other].map((graph) => graph.run(() => [globalVariables(), getCollection('mine')]))).toEqual([
      [[variables[0]], [one]], [[variables[1]], [other]],
    ]);
    one.dispose();
    expect([variables[0]?.isDisposed, variables[1]?.isDisposed, variables[1]?.arraySync()]).toEqual([true, false, 1]);
    other.dispose();
  });

  it('dispose of all their variables and of nothing else', () => {
    const before = memory();
    const theirs = tidy(() => tfjsVariable(scalar(1)));
    const graph = new Graph();
    graph.run(() => [new Variable([1, 2]), new Variable(3, { collections: [] })]);
    graph.dispose();
    graph.dispose();
    expect([graph.isDisposed, graph.variables.size, theirs.isDisposed]).toEqual([true, 0, false]);
    theirs.dispose();
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
    expect(() => graph.run(() => 1)).toThrow(GraphMismatchError);
  });

  it('are disposed of at the end of a block of `using`', () => {
    const variable = ((): Variable => {
      using graph = new Graph();
      return graph.run(() => new Variable(1));
    })();
    expect(variable.isDisposed).toBe(true);
  });

  it('nest, and find their scopes again inside of another', () => {
    const [one, other] = [new Graph(), new Graph()];
    const seen: string[] = [];
    one.run(() =>
      nameScope('n', () =>
        other.run(() => {
          seen.push(`${getNameScope()}|${uniqueName('op')}`);
          one.run(() => seen.push(`${getNameScope()}|${uniqueName('op')}`));
          return getDefaultGraph() === other || seen.push('wrong graph');
        }),
      ),
    );
    expect(seen).toEqual(['|op', 'n|n/op']);
  });

  it('have one kind of initialization or the other', () => {
    expect([new Graph().initialization, new Graph({ initialization: 'deferred' }).initialization]).toEqual(['immediate', 'deferred']);
    expect(() => new Graph({ initialization: 'later' as 'deferred' })).toThrow(InvalidArgumentError);
  });
});

describe('the default graph', () => {
  it('is there when it is needed, and is where variables go', () => {
    const variable = new Variable(1, { name: 'v' });
    expect(variable.graph).toBe(getDefaultGraph());
    expect(new Variable(1, { name: 'v' }).name).toBe('v_1:0');
  });

  it('is replaced by an empty one, and its variables are gone', () => {
    const variable = new Variable(1, { name: 'v' });
    const graph = resetDefaultGraph({ initialization: 'deferred' });
    expect([variable.isDisposed, getDefaultGraph() === graph, graph.initialization]).toEqual([true, true, 'deferred']);
    expect(new Variable(1, { name: 'v' }).name).toBe('v:0');
  });

  it('is not replaced from inside a scope', () => {
    using graph = new Graph();
    expect(() => graph.run(() => resetDefaultGraph())).toThrow(NestingError);
    expect(() => nameScope('n', () => resetDefaultGraph())).toThrow(NestingError);
    expect(() => {
      using scope = nameScope('n');
      resetDefaultGraph();
      return scope;
    }).toThrow(NestingError);
    expect(getNameScope()).toBe('');
  });

  it('has its own seed', () => {
    setRandomSeed(5);
    using graph = new Graph({ seed: 7n });
    expect([getDefaultGraph().seeds.seed, graph.seeds.seed]).toEqual([5, 7n]);
  });
});

describe('what is current', () => {
  it('is given back when a body throws', () => {
    using graph = new Graph();
    const fail = (): never => {
      throw new Error('of the program');
    };
    expect(() => graph.run(() => nameScope('n', () => device('/cpu:0', fail)))).toThrow('of the program');
    expect(getDefaultGraph()).not.toBe(graph);
    expect(graph.run(() => [getNameScope(), new Variable(1).device])).toEqual(['', '']);
  });
});
