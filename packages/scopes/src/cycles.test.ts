/** 10,000 times built, used and disposed of, on cpu and wasm: nothing may be left, in tfjs or on the heap. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { add, matMul, memory, ready, setBackend, square, sum, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { getRegularizationLoss, Graph, Variable } from '@varscope/store';
import { afterAll, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { makeTemplate } from './make-template.js';
import { variableScope } from './variable-scope.js';

const CYCLES = 10_000;
/** Less than 8,000 cycles take that keep one small object each; what V8 compiles meanwhile varies by some hundred kB. */
const HEAP_BYTES = 1_500_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The heap in use, without what nothing refers to. */
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function build(): readonly Tensor[] {
  return variableScope('net', { regularizer: (weights) => sum(square(weights)) }, () => {
    const kernel = getVariable('kernel', [4, 4]);
    const shards = getVariable('table', [4, 4], { partitioner: () => [2, 1] });
    const layer = makeTemplate('layer', () => getVariable('bias', [4]));
    const biases = [layer(), layer(), variableScope(null, { defaultName: 'layer' }, () => getVariable('bias', [4]))];
    return [add(matMul(kernel, shards.asTensor()), biases[2] as Tensor), new Variable(0, { name: 'step' })];
  });
}

async function runCycles(graph: Graph): Promise<void> {
  let atStart = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    tidy(() => {
      graph.run(() => {
        build();
        getRegularizationLoss();
      });
    });
    for (const variable of [...graph.variables.values()]) variable.dispose();
    if (cycle === CYCLES / 5) atStart = heapBytes(); // by then everything has its size
    if (cycle % 1000 === 0) await null;
  }
  expect(heapBytes() - atStart).toBeLessThan(HEAP_BYTES);
}

afterAll(() => setBackend('cpu'));

it.each(['cpu', 'wasm'])(`${CYCLES} cycles in one graph leave nothing behind on %s`, { timeout: 240_000 }, async (backend) => {
  await setBackend(backend);
  await ready();
  const before = memory();
  const graph = new Graph();
  await runCycles(graph);
  expect(graph.collections.keys()).toEqual([]);
  expect([graph.store.variables.size, graph.store.partitioned.size, graph.store.namesWithParts.size]).toEqual([0, 0, 0]);
  const { numTensors, numDataBuffers, numBytes } = memory();
  expect([numTensors, numDataBuffers, numBytes]).toEqual([before.numTensors, before.numDataBuffers, before.numBytes]);
});

it(`${CYCLES} graphs leave nothing behind`, { timeout: 240_000 }, async () => {
  await setBackend('cpu');
  const before = memory();
  let atStart = 0;
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    using graph = new Graph();
    tidy(() => {
      graph.run(build);
    });
    if (cycle === CYCLES / 5) atStart = heapBytes();
  }
  expect(heapBytes() - atStart).toBeLessThan(HEAP_BYTES);
  const { numTensors, numDataBuffers, numBytes } = memory();
  expect([numTensors, numDataBuffers, numBytes]).toEqual([before.numTensors, before.numDataBuffers, before.numBytes]);
});
