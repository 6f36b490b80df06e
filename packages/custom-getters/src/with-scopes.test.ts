// The stock getters in scopes and graphs, where they are at home.
import '@tensorflow/tfjs-backend-cpu';
import { mul, sum, tensor1d, tidy, variable, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { getVariable, variableScope } from '@varscope/scopes';
import type { CustomGetter, VariableLike } from '@varscope/spec';
import { FailedPreconditionError } from '@varscope/spec/errors';
import {
  getCollection,
  globalVariables,
  globalVariablesInitializer,
  Graph,
  trainableVariables,
  type GraphOptions,
} from '@varscope/store';
import { expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { exponentialMovingAverageGetter } from './exponential-moving-average-getter.js';
import { loraGetter } from './lora-getter.js';
import { overrideArgumentsGetter } from './override-arguments-getter.js';
import { renamingGetter } from './renaming-getter.js';
import { weightNormGetter } from './weight-norm-getter.js';

function inGraph(body: () => void, options?: GraphOptions): void {
  const graph = new Graph(options);
  try {
    graph.run(() => {
      tidy(body);
    });
  } finally {
    graph.dispose();
  }
}

const names = (variables: readonly { readonly name: string }[]): string[] => variables.map(({ name }) => name);

it('composes in the order of nested scopes, the innermost first', () => {
  const suffix = (text: string): CustomGetter => renamingGetter((name) => `${name}_${text}`);
  inGraph(() => {
    variableScope('a', { customGetter: suffix('outer') }, () => {
      variableScope('b', { customGetter: suffix('inner') }, () => getVariable('w', [1]));
    });
    variableScope('a/c', { customGetter: composeCustomGetters(suffix('inner'), suffix('outer')) }, () => getVariable('w', [1]));
    expect(names(globalVariables())).toEqual(['a/b/w_inner_outer:0', 'a/c/w_inner_outer:0']);
  });
});

it('evaluates with averages in a scope that reuses the variables of training', () => {
  inGraph(() => {
    const model = (): Tensor => mul(getVariable<Tensor>('w', [2], { initializer: () => tensor1d([1, 2]) }), 10);
    const trained = variableScope('model', model);
    const shadow = variable(tensor1d([5, 6]), false);
    const averages = { average: (one: VariableLike) => (one.op.name === 'model/w' ? shadow : null) };
    const evaluated = variableScope('model', { reuse: true, customGetter: exponentialMovingAverageGetter(averages) }, model);
    expect([trained.arraySync(), evaluated.arraySync()]).toEqual([[10, 20], [50, 60]]);
    expect(names(globalVariables())).toEqual(['model/w:0']);
    shadow.dispose();
  });
});

it('freezes a model and trains its adapters alone', () => {
  inGraph(() => {
    variableScope('model', { customGetter: loraGetter({ rank: 2 }) }, () => {
      getVariable('kernel', [4, 3]);
      getVariable('bias', [3]);
    });
    expect(names(trainableVariables())).toEqual(['model/kernel/lora_a:0', 'model/kernel/lora_b:0']);
    expect(names(globalVariables())).toContain('model/kernel:0');
  });
});

it('counts a regularized kernel once', () => {
  inGraph(() => {
    variableScope('model', { regularizer: (value) => sum(value), customGetter: weightNormGetter() }, () => {
      getVariable('kernel', [4, 3]);
    });
    expect(getCollection('regularization_losses')).toHaveLength(1);
  });
});

it('does not let scopes override arguments that a getter overrides', () => {
  inGraph(() => {
    const scope = { dtype: 'float32', customGetter: overrideArgumentsGetter({ trainable: false }) } as const;
    variableScope('model', scope, () => getVariable('w', [1], { trainable: true }));
    expect(trainableVariables()).toEqual([]);
  });
});

it('creates all variables in a deferred graph before it needs the value of one', () => {
  const build = (): Tensor =>
    variableScope('model', { reuse: false, customGetter: weightNormGetter() }, () => getVariable<Tensor>('kernel', [2, 3]));
  inGraph(
    () => {
      expect(build).toThrow(FailedPreconditionError);
      expect(names(globalVariables())).toEqual(['model/kernel:0', 'model/kernel/g:0']);
      globalVariablesInitializer().run();
      const found = variableScope('model', { reuse: true, customGetter: weightNormGetter() }, () => getVariable<Tensor>('kernel'));
      const stored = variableScope('model', { reuse: true }, () => getVariable<Variable>('kernel'));
      const expected = stored.dataSync();
      found.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 6));
    },
    { initialization: 'deferred' },
  );
});
