import { AUTO_REUSE } from '@varscope/spec';
import { getVariable, variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import type { Benchmark } from './benchmark.js';
import { mapGet } from './map-get.js';
import { measure, type Variant } from './measure.js';
import { summarize } from './summarize.js';
import { TENSORFLOW_SOURCE, tensorflowRow } from './tensorflow.js';
import { timings } from './timings.js';
import { useCpu } from './use-cpu.js';

const TENSORFLOW_MICROSECONDS = 238;

/** What a layer function does in every step: opens its scopes and asks for its variable. */
export const nestedScopes: Benchmark = {
  name: 'nested-scopes',
  describe: 'two nested variable scopes with AUTO_REUSE, and in them getVariable(name, shape) of a variable that exists',
  async run({ quick }) {
    await useCpu();
    const graph = new Graph();
    const variants = [throughScopes(), mapGet('model/layer', ['kernel'])];
    const samples = graph.run(() => measure(variants, { rounds: quick ? 20 : 400, sampleMilliseconds: 1 }));
    graph.dispose();
    return {
      rows: [...timings(variants, samples), tensorflowRow(TENSORFLOW_MICROSECONDS)],
      targets: [
        {
          text: 'two scopes and getVariable',
          value: summarize(samples[0] as number[]).median,
          unit: 'µs',
          limit: 2.4,
          direction: 'at most',
        },
      ],
      notes: [TENSORFLOW_SOURCE],
    };
  },
};

function throughScopes(): Variant {
  return {
    name: 'two scopes and getVariable',
    run(count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        sum += variableScope('model', { reuse: AUTO_REUSE }, () =>
          variableScope('layer', () => getVariable('kernel', [3, 4]).id),
        );
      }
      return sum;
    },
  };
}
