/** What scopes do across an `await` in Node. `interleaving.test.ts` does it at random. */
import '@tensorflow/tfjs-backend-cpu';
import { AUTO_REUSE } from '@varscope/spec';
import { AsyncScopeError, TemplateNewTrainableError } from '@varscope/spec/errors';
import { device, getNameScope, Graph, nameScope, Variable, variableCreatorScope } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { getVariableScope } from './get-variable-scope.js';
import { makeTemplate } from './make-template.js';
import { variableScope } from './variable-scope.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

describe('an async body', () => {
  it('has its scopes after an await, and leaves those outside alone', async () => {
    await graph.run(async () => {
      const inside = variableScope('a', async (scope) => {
        await tick();
        await variableScope('b', async () => {
          await tick();
          expect(getVariable('v', [1]).name).toBe('a/b/v:0');
        });
        expect(getVariableScope()).toBe(scope);
        return getNameScope();
      });
      expect(getVariableScope().name).toBe('');
      expect(await inside).toBe('a');
      expect(getVariableScope().name).toBe('');
    });
  });

  it('has its graph, name scope, device and creators after an await', async () => {
    const names: (string | null)[] = [];
    const variable = await graph.run(async () =>
      device('/job:ps', async () =>
        nameScope('n', async () =>
          variableCreatorScope(
            (next, options) => {
              names.push(options.name);
              return next(options);
            },
            async () => {
              await tick();
              return new Variable(1, { name: 'v' });
            },
          ),
        ),
      ),
    );
    expect([variable.graph, variable.name, variable.device, names]).toEqual([graph, 'n/v:0', '/job:ps', ['v']]);
  });

  it('counts default names for itself from its first await on', async () => {
    await graph.run(async () => {
      const layer = (): string => variableScope(null, { defaultName: 'layer' }, (scope) => scope.name);
      const body = async (): Promise<string[]> => {
        const first = layer();
        await tick();
        return [first, layer()];
      };
      const [one, two] = await Promise.all([variableScope('m', body), variableScope('m', body)]);
      expect([one, two]).toEqual([['m/layer', 'm/layer_1'], ['m/layer', 'm/layer_1']]);
      expect(layer()).toBe('layer');
    });
  });

  it('does not count for others what it opens after its scope was left', async () => {
    await graph.run(async () => {
      const layer = (): string => variableScope(null, { defaultName: 'layer' }, (scope) => scope.name);
      let late: Promise<string> = Promise.resolve('');
      variableScope('m', () => {
        late = tick().then(layer);
      });
      expect(await late).toBe('m/layer');
      expect(variableScope('m', layer)).toBe('m/layer');
    });
  });

  it('gives back the scopes outside when it fails', async () => {
    await graph.run(async () => {
      const failing = variableScope('a', async () => {
        await tick();
        throw new Error('of the program');
      });
      await expect(failing).rejects.toThrow('of the program');
      expect(getVariable('v', [1]).name).toBe('v:0');
    });
  });

  it('sees the scope in what it starts and does not wait for', async () => {
    const name = await graph.run(
      () => new Promise((resolve) => variableScope('a', () => setTimeout(() => { resolve(getVariable('v', [1]).name); }, 0))),
    );
    expect(name).toBe('a/v:0');
  });
});

describe('a scope of `using`', () => {
  it('works in the synchronous blocks of an async function', async () => {
    const build = async (): Promise<string[]> => {
      const names: string[] = [];
      {
        using scope = variableScope('a');
        names.push(scope.name, getVariable('v', [1]).name);
      }
      await tick();
      {
        using outer = variableScope('a', { reuse: true });
        using inner = nameScope('n');
        names.push(inner.name, getVariable('v', [1]).name, outer.name);
      }
      return names;
    };
    expect(await graph.run(build)).toEqual(['a', 'a/v:0', 'a_1/n/', 'a/v:0', 'a']);
  });

  it('is refused after an await, to its function and to everybody who shares its context', async () => {
    await graph.run(async () => {
      const holder = async (): Promise<void> => {
        using scope = variableScope('a');
        await tick();
        expect(() => getVariable('v', [1])).toThrow(AsyncScopeError);
        expect(scope.getVariable('v', [1]).name).toBe('a/v:0');
      };
      const held = holder();
      await null;
      expect(getVariableScope).toThrow(/scope 'a' was entered with `using`/);
      await held;
      expect(getVariableScope().name).toBe('');
    });
  });

  it('is refused to a function that was waiting already and goes on first', async () => {
    await graph.run(async () => {
      const waiting = Promise.resolve().then(() => getVariable('v', [1]));
      const holder = async (): Promise<void> => {
        using scope = variableScope('a');
        expect(scope.name).toBe('a');
        await null;
      };
      const held = holder();
      await expect(waiting).rejects.toThrow(AsyncScopeError);
      await held;
      expect([...graph.variables.keys()]).toEqual([]);
    });
  });

  it('that is open across an await fails at its end, if nobody has been told before', async () => {
    const holder = async (): Promise<string> => {
      using scope = nameScope('n');
      await tick();
      return scope.name;
    };
    await graph.run(async () => {
      await expect(holder()).rejects.toThrow(AsyncScopeError);
      expect(getNameScope()).toBe('');
    });
  });

  it('does not disturb the bodies of callbacks that run meanwhile', async () => {
    await graph.run(async () => {
      const body = variableScope('b', async () => {
        await tick();
        await tick();
        return getVariable('v', [1]).name;
      });
      const holder = variableScope('c', async () => {
        using scope = variableScope('a');
        await tick();
        return scope.name;
      });
      await expect(holder).rejects.toThrow(AsyncScopeError);
      expect(await body).toBe('b/v:0');
    });
  });

  it('can be opened around a callback and inside of one', () => {
    graph.run(() => {
      using outer = variableScope('a');
      const inside = nameScope('n', () => {
        using inner = variableScope('b');
        return inner.name;
      });
      expect([outer.name, inside, getVariableScope().name]).toEqual(['a', 'a/b', 'a']);
    });
  });
});

describe('an async template', () => {
  it('shares its variables between calls, in whatever scope they are made', async () => {
    await graph.run(async () => {
      const dense = makeTemplate('dense', async () => {
        await tick();
        return getVariable('w', [1]);
      });
      const first = await dense();
      const [second, third] = await Promise.all([variableScope('x', () => dense()), dense()]);
      expect([second, third]).toEqual([first, first]);
      expect(first.name).toBe('dense/w:0');
    });
  });

  it('does not answer for the variables that others make while it waits', async () => {
    await graph.run(async () => {
      const dense = makeTemplate('dense', async () => {
        const w = getVariable('w', [1], { reuse: AUTO_REUSE });
        await tick();
        return w;
      });
      await dense();
      const call = dense();
      getVariable('other', [1]);
      await expect(call).resolves.toMatchObject({ name: 'dense/w:0' });
    });
  });

  it('answers for the trainable variables that it makes after an await of a later call', async () => {
    await graph.run(async () => {
      let calls = 0;
      const dense = makeTemplate('dense', async () => {
        await tick();
        return getVariable(`w${calls++}`, [1], { reuse: AUTO_REUSE });
      });
      await dense();
      await expect(dense()).rejects.toThrow(TemplateNewTrainableError);
    });
  });

  it('is new again when its first call fails', async () => {
    await graph.run(async () => {
      let calls = 0;
      const dense = makeTemplate('dense', async () => {
        await tick();
        if (calls++ === 0) throw new Error('of the program');
        return getVariable('w', [1]).name;
      });
      await expect(dense()).rejects.toThrow('of the program');
      expect(dense.variables).toEqual([]);
      expect(await dense()).toBe('dense/w:0');
      expect(dense.variables.map((variable) => variable.name)).toEqual(['dense/w:0']);
    });
  });
});
