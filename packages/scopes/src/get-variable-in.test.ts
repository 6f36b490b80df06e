import '@tensorflow/tfjs-backend-cpu';
import type { Tensor } from '@tensorflow/tfjs-core';
import { AUTO_REUSE } from '@varscope/spec';
import { ShapeMismatchError, VariableExistsError, VariableMissingError } from '@varscope/spec/errors';
import { Graph, type Variable } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { variableScope } from './variable-scope.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

function layer(): Variable {
  return getVariable('w', [2]);
}

function otherLayer(): Variable {
  return getVariable('w', [3]);
}

function initialValue(): Tensor {
  return getVariable('other', [2]).readValue();
}

function layerWithInitialValue(): Variable {
  return getVariable('w', { initializer: initialValue });
}

/** What `body` throws. */
function thrownBy(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('the place in the code where a variable was asked for', () => {
  it('is that of the call in the user’s code', () => {
    expect(graph.run(() => variableScope('a', layer)).createdAt).toMatch(/^layer \(.*get-variable-in\.test\.ts[^:]*:\d+:\d+\)$/);
  });

  it('is told of both calls when a variable exists already', () => {
    const error = graph.run(() => {
      layer();
      return thrownBy(otherLayer);
    });
    expect(VariableExistsError.isInstance(error) && error.details.createdAt).toMatch(/^layer /);
    expect(VariableExistsError.isInstance(error) && error.details.requestedAt).toMatch(/^otherLayer /);
  });

  it('is told of both calls when the shape is another', () => {
    const error = graph.run(() =>
      variableScope('a', { reuse: AUTO_REUSE }, () => {
        layer();
        return thrownBy(otherLayer);
      }),
    );
    expect(ShapeMismatchError.isInstance(error) && error.details.createdAt).toMatch(/^layer /);
    expect(ShapeMismatchError.isInstance(error) && error.details.requestedAt).toMatch(/^otherLayer /);
  });

  it('is told when there is no such variable', () => {
    const error = graph.run(() => variableScope('a', { reuse: true }, () => thrownBy(layer)));
    expect(VariableMissingError.isInstance(error) && error.details.requestedAt).toMatch(/^layer /);
  });

  it('is the layer, not the getter, for what a custom getter asks for', () => {
    const variable = graph.run(() =>
      variableScope('a', { customGetter: (getter, name, options) => getter(`${name}/half`, options) }, layer),
    );
    expect(variable.createdAt).toMatch(/^layer /);
  });

  it('is its own for a variable that an initializer makes', () => {
    const variable = graph.run(layerWithInitialValue);
    expect(variable.createdAt).toMatch(/^layerWithInitialValue /);
    expect(graph.variables.get('other')?.createdAt).toMatch(/initialValue /);
  });
});
