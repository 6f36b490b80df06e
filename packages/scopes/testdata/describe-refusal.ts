/** What a program gets where the current scope cannot follow an `await`: a suite for every such platform. */
import '@tensorflow/tfjs-backend-cpu';
import { AsyncScopeError, NestingError } from '@varscope/spec/errors';
import { getDefaultGraph, Graph, nameScope, resetDefaultGraph } from '@varscope/store';
import { afterEach, describe, expect, it } from 'vitest';
import { getVariable, getVariableScope, makeTemplate, variableScope } from '../src/index.js';
import { randomNumbers, randomSteps, runAlone, runTogether } from './scope-program.js';

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export function describeRefusal(): void {
  describe('where the current scope cannot follow an await', () => {
    afterEach(() => {
      resetDefaultGraph().dispose();
      resetDefaultGraph();
    });

    it('refuses an async function before it runs', () => {
      let calls = 0;
      const body = async (): Promise<void> => {
        calls++;
        await tick();
      };
      expect(() => variableScope('a', body)).toThrow(AsyncScopeError);
      expect(() => nameScope('a', body)).toThrow(AsyncScopeError);
      expect(() => new Graph().run(body)).toThrow(AsyncScopeError);
      expect(() => makeTemplate('a', body)()).toThrow(AsyncScopeError);
      expect(calls).toBe(0);
      expect(variableScope(null, { defaultName: 'a' }, (scope) => scope.name)).toBe('a');
    });

    it('refuses a body that returns a promise, and what that goes on to ask for', async () => {
      let later: Promise<unknown> = Promise.resolve();
      const body = (): Promise<unknown> => (later = tick().then(() => getVariable('v', [1])));
      expect(() => variableScope('a', body)).toThrow(/cannot follow an `await`.*enter the captured scope again/);
      expect(getVariableScope).toThrow(AsyncScopeError);
      await expect(later).rejects.toThrow(AsyncScopeError);
      expect(getVariableScope().name).toBe('');
      expect([...getDefaultGraph().variables.keys()]).toEqual([]);
    });

    it('lets the methods of the scope object be called after an await', async () => {
      const scope = variableScope('a', (opened) => opened);
      await tick();
      expect(scope.getVariable('v', [1]).name).toBe('a/v:0');
    });

    it('refuses everybody while a scope of `using` is open across an await', async () => {
      const holder = async (): Promise<void> => {
        using scope = variableScope('a');
        expect(getVariable('v', [1]).name).toBe('a/v:0');
        await tick();
        expect(scope.name).toBe('a');
        expect(() => getVariable('w', [1])).toThrow(AsyncScopeError);
      };
      const held = holder();
      await null;
      expect(() => getVariable('w', [1])).toThrow(/scope 'a' was entered with `using`/);
      await held;
      expect(getVariable('w', [1]).name).toBe('w:0');
    });

    it('says so at the end of such a block, if nobody noticed before', async () => {
      const holder = async (): Promise<void> => {
        using scope = variableScope('a');
        expect(scope.name).toBe('a');
        await tick();
      };
      await expect(holder()).rejects.toThrow(AsyncScopeError);
      expect(getVariableScope().name).toBe('');
    });

    it('makes no variable under a wrong name, whatever runs in between', async () => {
      const names = ['body0', 'body1', 'body2'];
      let refused = 0;
      for (let program = 0; program < 200; program++) {
        const random = randomNumbers(program);
        const bodies = names.map(() => randomSteps(random, 3));
        const known = new Set(bodies.flatMap((steps, i) => runAlone(steps, names[i] as string).variables)); // one for every body
        const { notes, graphs } = await runTogether(bodies, names, random);
        for (const graph of graphs) {
          for (const name of graph.variables.keys()) expect(known, `program ${program}`).toContain(name);
          graph.dispose();
        }
        for (const body of notes) refused += JSON.stringify(body).includes('failed AsyncScopeError') ? 1 : 0;
      }
      expect(refused).toBe(200 * names.length);
    });

    it('still finds scopes that are left open by a synchronous body', () => {
      expect(() => variableScope('a', () => variableScope('b').name)).toThrow(NestingError);
      expect(getVariableScope().name).toBe('');
    });
  });
}
