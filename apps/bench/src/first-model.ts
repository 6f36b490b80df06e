// Prints the microseconds that one variable of the first model of a process takes: node first-model.js WAY
import { variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import { MODEL_VARIABLES } from './model-variables.js';
import { useCpu } from './use-cpu.js';

const VARIABLES = 200;

await useCpu();
const make = MODEL_VARIABLES[process.argv[2] as keyof typeof MODEL_VARIABLES]; // whoever starts this knows the names
const graph = new Graph();
const microseconds = graph.run(() =>
  variableScope('model', () => {
    const start = performance.now();
    for (let i = 0; i < VARIABLES; i++) make(`v${i}`);
    return ((performance.now() - start) * 1000) / VARIABLES;
  }),
);
process.stdout.write(String(microseconds));
