/** A module as a development server evaluates it again when it has changed. */
import { AUTO_REUSE } from '@varscope/spec';
import { getVariable, makeTemplate, variableScope } from '../src/index.js';

export const weights = variableScope('model', { reuse: AUTO_REUSE }, () => getVariable('w', [2]));
export const template = makeTemplate('head', () => getVariable('b', [1], { reuse: AUTO_REUSE }), { uniqueName: 'head' });
