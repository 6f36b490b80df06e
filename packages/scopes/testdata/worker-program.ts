/** What a worker thread finds as current, and what it makes of the name of a scope that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { getNameScope, globalVariables, resetDefaultGraph } from '@varscope/store';
import { getVariable, getVariableScope, variableScope } from '../src/index.js';

resetDefaultGraph({ initialization: 'deferred' });
const { name, reuse } = getVariableScope();
const variables = [getVariable('v', [1]), variableScope(workerData as string, () => getVariable('v', [1]))];
parentPort?.postMessage({
  scope: name,
  reuse,
  nameScope: getNameScope(),
  variables: variables.map((variable) => variable.name),
  global: globalVariables().length,
});
