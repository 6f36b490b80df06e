import { BadNameError, InvalidArgumentError, NestingError } from '@varscope/spec/errors';
import { beforeEach, expect, it } from 'vitest';
import { Graph } from './graph.js';
import { getNameScope, nameScope } from './name-scope.js';
import { uniqueName } from './unique-name.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});

it('gives its body the name with a final slash, and what the body gives', () => {
  graph.run(() => {
    expect(nameScope('n', (name) => [name, getNameScope()])).toEqual(['n/', 'n']);
    expect(nameScope('n', {}, (outer) => nameScope('m', (inner) => [outer, inner]))).toEqual(['n_1/', 'n_1/m/']);
    expect(getNameScope()).toBe('');
  });
});

it('lasts until the end of its block with `using`', () => {
  graph.run(() => {
    {
      using outer = nameScope('n');
      using inner = nameScope('m');
      expect([outer.name, inner.name, getNameScope()]).toEqual(['n/', 'n/m/', 'n/m']);
    }
    expect(getNameScope()).toBe('');
  });
});

it('is left in order', () => {
  graph.run(() => {
    const outer = nameScope('n');
    const inner = nameScope('m');
    expect(() => { outer[Symbol.dispose](); }).toThrow(NestingError);
    inner[Symbol.dispose]();
    outer[Symbol.dispose]();
    expect(() => { outer[Symbol.dispose](); }).toThrow(NestingError);
    expect(getNameScope()).toBe('');
  });
});

it('goes back to the root, to an absolute name, or takes a default one', () => {
  graph.run(() => {
    nameScope('n', () => {
      expect(nameScope(null, (name) => name)).toBe('');
      expect(nameScope('', (name) => name)).toBe('');
      expect(nameScope('a/b/', (name) => name)).toBe('a/b/');
      expect(nameScope(null, { defaultName: 'd' }, (name) => name)).toBe('n/d/');
      expect(nameScope('e', { defaultName: 'd' }, (name) => name)).toBe('n/e/');
    });
    expect(() => nameScope(null, { values: [] }, () => 1)).toThrow(InvalidArgumentError);
  });
});

it('refuses names that TensorFlow refuses', () => {
  graph.run(() => {
    expect(() => nameScope('a b', () => 1)).toThrow(BadNameError);
    expect(() => nameScope('_a', () => 1)).toThrow(BadNameError);
    expect(nameScope('a', () => nameScope('_a', (name) => name))).toBe('a/_a/');
  });
});

it('makes names of ops unique, and can look at one without taking it', () => {
  graph.run(() => {
    expect(uniqueName('op', { markAsUsed: false })).toBe('op');
    expect([uniqueName('op'), uniqueName('op'), uniqueName('OP')]).toEqual(['op', 'op_1', 'OP_2']);
    expect(nameScope('n', () => [uniqueName('op'), uniqueName('op')])).toEqual(['n/op', 'n/op_1']);
  });
});
