import { zerosInitializer } from '@varscope/initializers';
import { AUTO_REUSE } from '@varscope/spec';
import { getVariable, variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import type { Benchmark } from './benchmark.js';
import { mapGet } from './map-get.js';
import { measure, type Variant } from './measure.js';
import { medianRatio, summarize } from './summarize.js';
import { TENSORFLOW_SOURCE, tensorflowRow } from './tensorflow.js';
import { timings } from './timings.js';
import { useCpu } from './use-cpu.js';

const SCOPE = 'model/layer';
const NAMES = ['kernel', 'bias', 'scale', 'offset'];
const TENSORFLOW_MICROSECONDS = 30;

/** A variable that exists already, asked for by name and shape. */
export const reuseHit: Benchmark = {
  name: 'reuse-hit',
  describe: 'getVariable(name, shape) of a variable that exists, in a scope with AUTO_REUSE',
  async run({ quick }) {
    await useCpu();
    const graph = new Graph();
    const variants = [getExisting, mapGet(SCOPE, NAMES), getWithInitializer];
    const samples = graph.run(() =>
      variableScope(SCOPE, { reuse: AUTO_REUSE }, () => {
        for (const name of NAMES) getVariable(name, [3, 4]);
        return measure(variants, { rounds: quick ? 20 : 400, sampleMilliseconds: 1 });
      }),
    );
    graph.dispose();
    const [ours, map] = samples as [number[], number[]]; // and one more
    return {
      rows: [...timings(variants, samples), tensorflowRow(TENSORFLOW_MICROSECONDS)],
      targets: [
        { text: 'getVariable(name, shape)', value: summarize(ours).median, unit: 'µs', limit: 0.3, direction: 'at most' },
        { text: 'getVariable(name, shape) / Map.get', value: medianRatio(ours, map), unit: '×', limit: 3, direction: 'at most' },
      ],
      notes: [TENSORFLOW_SOURCE],
    };
  },
};

const getExisting: Variant = {
  name: 'getVariable(name, shape)',
  run(count) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += getVariable(NAMES[i % NAMES.length] as string, [3, 4]).id; // in range
    return sum;
  },
};

const getWithInitializer: Variant = {
  name: 'getVariable(name, shape, { initializer })',
  run(count) {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum += getVariable(NAMES[i % NAMES.length] as string, [3, 4], { initializer: zerosInitializer }).id; // in range
    }
    return sum;
  },
};
