import { memory, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { AUTO_REUSE } from '@varscope/spec';
import { getVariable, variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import type { Benchmark, Row, Target } from './benchmark.js';

const BACKENDS = ['cpu', 'wasm'];

/** What is left of tensors and bytes after many graphs have come and gone. */
export const memoryCycles: Benchmark = {
  name: 'memory',
  describe: 'tensors and bytes that are left after 10,000 cycles of building, using and disposing of a graph',
  async run({ quick }) {
    const cycles = quick ? 200 : 10_000;
    const rows: Row[] = [];
    const targets: Target[] = [];
    for (const backend of BACKENDS) {
      await setBackend(backend);
      const before = memory();
      for (let i = 0; i < cycles; i++) cycle();
      const { numTensors, numBytes } = memory();
      const left = [
        { variant: `${backend}: tensors left`, unit: 'tensors', median: numTensors - before.numTensors },
        { variant: `${backend}: bytes left`, unit: 'bytes', median: numBytes - before.numBytes },
      ];
      rows.push(...left);
      for (const { variant, unit, median } of left) {
        targets.push({ text: variant, value: median, unit, limit: 0, direction: 'at most' });
      }
    }
    return { rows, targets, notes: [`${cycles} cycles on each backend.`] };
  },
};

function cycle(): void {
  using graph = new Graph();
  graph.run(() => {
    for (let use = 0; use < 2; use++) {
      variableScope('layer', { reuse: AUTO_REUSE }, () => {
        getVariable('kernel', [4, 3]);
        getVariable('table', [6, 2], { partitioner: () => [3, 1] }).asTensor().dispose();
      });
    }
  });
}
