/** Templates, variable creators, variable stores: what shares and makes variables besides scopes. */
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  EagerVariableStore,
  getLocalVariable,
  getVariable,
  Graph,
  makeTemplate,
  onesInitializer,
  TemplateNewTrainableError,
  Variable,
  variableCreatorScope,
  VariableMissingError,
  type CustomGetter,
  type VariableCreator,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const ofName = (name: string): Variable => getVariable(name, [1]);

describe('makeTemplate', () => {
  test('name_, func_: the function runs in a scope of that name, made unique, which shares variables between calls', () => {
    graph.run(() => {
      const [first, second] = [makeTemplate('t', ofName), makeTemplate('t', ofName)];
      expect([first('v').name, first('v') === first('v'), second('v').name]).toEqual(['t/v:0', true, 't_1/v:0']);
      expect(() => first('other')).toThrow(VariableMissingError);
    });
  });

  test('refuses a later call that makes a trainable variable', () => {
    graph.run(() => {
      const template = makeTemplate('t', () => new Variable(1));
      template();
      expect(() => template()).toThrow(TemplateNewTrainableError);
    });
  });

  test('create_scope_now_: chooses the scope at once rather than at the first call', () => {
    graph.run(() => {
      const now = makeTemplate('t', ofName, { createScopeNow: true });
      const later = makeTemplate('t', ofName);
      expect([now.variableScope?.name, later.variableScope]).toEqual(['t', null]);
      expect([later('v').name, now('v').name]).toEqual(['t_1/v:0', 't/v:0']);
    });
  });

  test('unique_name_: is taken as it is', () => {
    graph.run(() => {
      const [first, second] = ['own', 'own'].map((uniqueName) => makeTemplate('t', ofName, { uniqueName }));
      expect(first?.('v').name).toBe('own/v:0');
      expect(() => second?.('v')).toThrow('already exists');
    });
  });

  test('custom_getter_: is around the variables of the template', () => {
    graph.run(() => {
      const customGetter: CustomGetter = (getter, name, options) => getter(`${name}_own`, options);
      expect(makeTemplate('t', ofName, { customGetter })('v').name).toBe('t/v_own:0');
    });
  });

  test('**kwargs: are bound to the first argument', () => {
    graph.run(() => {
      const sized = ({ name, size = 1 }: { readonly name: string; readonly size?: number }): Variable => getVariable(name, [size]);
      expect(makeTemplate('t', sized, { kwargs: { size: 3 } })({ name: 'v' }).shape).toEqual([3]);
    });
  });

  test('has the properties of a template', () => {
    graph.run(() => {
      const make = () => [getVariable('v', [1]), getVariable('w', [1], { trainable: false }), getLocalVariable('l', [1])] as const;
      const template = makeTemplate('t', make);
      expect([template.variables, template.variableScopeName]).toEqual([[], null]);
      const [v, w, local] = template();
      expect([template.name, template.variableScope?.name, template.variableScopeName]).toEqual(['t', 't', 't/']);
      expect([template.variables, template.globalVariables, template.localVariables]).toEqual([[v, w, local], [v, w], [local]]);
      expect([template.trainableVariables, template.nonTrainableVariables]).toEqual([[v], [w]]);
      expect([template.weights, template.trainableWeights, template.nonTrainableWeights]).toEqual([[v, w, local], [v], [w]]);
      expect(template.func()).toHaveLength(3);
    });
  });
});

test('variableCreatorScope: creators see what a variable is made from, the innermost first', () => {
  graph.run(() => {
    const seen: unknown[] = [];
    const witness = (id: string): VariableCreator => (next, options) => {
      seen.push([id, options.name, options.initialValue]);
      return next({ ...options, initialValue: 2 });
    };
    const v = variableCreatorScope(witness('outer'), () => variableCreatorScope(witness('inner'), () => new Variable(1, { name: 'v' })));
    expect(seen).toEqual([['inner', 'v', 1], ['outer', 'v', 2]]);
    expect(v.arraySync()).toBe(2);
  });
});

describe('EagerVariableStore', () => {
  test('as_default: getVariable finds in it what it made in it', () => {
    graph.run(() => {
      const store = new EagerVariableStore();
      const v = store.asDefault(() => getVariable('v', [1]));
      expect(store.asDefault(() => getVariable('v', [1], { reuse: true }))).toBe(v);
      expect(getVariable('v', [1])).not.toBe(v);
    });
  });

  test('variables, trainable_variables, non_trainable_variables: are sorted by name', () => {
    graph.run(() => {
      const store = new EagerVariableStore();
      const w = store.asDefault(() => getVariable('w', [1]));
      const v = store.asDefault(() => getVariable('v', [1], { trainable: false }));
      expect([store.variables(), store.trainableVariables(), store.nonTrainableVariables()]).toEqual([[v, w], [w], [v]]);
    });
  });

  test('copy: has new variables of the same keys and values', () => {
    graph.run(() => {
      const store = new EagerVariableStore();
      const v = store.asDefault(() => getVariable('v', [1], { initializer: onesInitializer() }));
      const copy = store.copy();
      v.assign([2]);
      const found = copy.asDefault(() => getVariable('v', [1], { reuse: true }));
      expect([found.arraySync(), found === v]).toEqual([[1], false]);
    });
  });
});
