import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { mul } from '@tensorflow/tfjs-core';
import { getVariable } from '@varscope/scopes';
import type { CustomGetter, VariableResult } from '@varscope/spec';
import { Graph } from '@varscope/store';
import { describe, it } from 'vitest';
import { castGetter } from './cast-getter.js';
import { composeCustomGetters } from './compose-custom-getters.js';
import { exponentialMovingAverageGetter } from './exponential-moving-average-getter.js';
import { fakeQuantizeGetter } from './fake-quantize-getter.js';
import { filteredGetter } from './filtered-getter.js';
import { loraGetter } from './lora-getter.js';
import { overrideArgumentsGetter } from './override-arguments-getter.js';
import { renamingGetter } from './renaming-getter.js';
import { spectralNormGetter } from './spectral-norm-getter.js';
import { stopGradientGetter } from './stop-gradient-getter.js';
import { customGetterChecks, type CustomGetterCheckOptions } from './testing/custom-getter-checks.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { transformingGetter } from './transforming-getter.js';
import { weightNormGetter } from './weight-norm-getter.js';
import { withValuesGetter } from './with-values-getter.js';

type Stock = readonly [name: string, create: () => CustomGetter, options?: CustomGetterCheckOptions];

const stock: readonly Stock[] = [
  ['castGetter', () => castGetter('float32')],
  ['composeCustomGetters of nothing', () => composeCustomGetters()],
  ['composeCustomGetters', () => composeCustomGetters(fakeQuantizeGetter(), weightNormGetter(), transformingGetter((v) => mul(v, 3)))],
  ['exponentialMovingAverageGetter without averages', () => exponentialMovingAverageGetter({ average: () => null })],
  ['fakeQuantizeGetter', () => fakeQuantizeGetter()],
  ['fakeQuantizeGetter per channel', () => fakeQuantizeGetter({ bits: 4, perChannel: true, narrowRange: true })],
  ['filteredGetter', () => filteredGetter((name) => name === 'model/kernel', weightNormGetter())],
  ['loraGetter', () => loraGetter({ rank: 2 }), { changes: ['trainable'] }],
  ['overrideArgumentsGetter', () => overrideArgumentsGetter({ collections: ['mine'] }), { changes: ['collections'] }],
  ['renamingGetter', () => renamingGetter((name) => `other/${name}`)],
  ['spectralNormGetter', () => spectralNormGetter()],
  ['stopGradientGetter', () => stopGradientGetter, { gradients: 'stop' }],
  ['transformingGetter', () => transformingGetter((value) => mul(value, 2))],
  ['weightNormGetter', () => weightNormGetter()],
  ['withValuesGetter without values', () => withValuesGetter({})],
];

/** The real `getVariable`, in a graph of its own. */
function createGraph(): GetterTestStore {
  const graph = new Graph();
  return {
    getVariable: (name, options, customGetter) =>
      graph.run(() => getVariable<VariableResult>(name, { ...options, customGetter })),
    dispose: () => {
      graph.dispose();
    },
  };
}

describe.each([
  ['a fake store', createFakeVariableStore],
  ['a graph', createGraph],
])('with %s', (_, createStore) => {
  for (const [getter, create, options] of stock) {
    describe(getter, () => {
      for (const { name, run } of customGetterChecks(create, { ...options, createStore })) it(name, run);
    });
  }
});
