import { describe, expect, it } from 'vitest';
import { Collections } from './collections.js';

describe('Collections', () => {
  it('are lists, in which an item can be twice', () => {
    const collections = new Collections();
    collections.add('k', 'x');
    collections.add('k', 'y');
    collections.add('k', 'x');
    expect(collections.get('k')).toEqual(['x', 'y', 'x']);
    expect(collections.keys()).toEqual(['k']);
  });

  it('give a copy, and the list itself as a reference', () => {
    const collections = new Collections();
    collections.get('k').push('lost');
    collections.ref('k').push('kept');
    expect(collections.get('k')).toEqual(['kept']);
  });

  it('leave out items without a name where there is a filter, even an empty one', () => {
    const collections = new Collections();
    const named = { name: 'foo/v:0' };
    for (const item of [1, null, 'foo', {}, { name: 5 }, named]) collections.add('k', item);
    expect(collections.get('k', '')).toEqual([named]);
    expect(collections.get('k', 'foo/')).toEqual([named]);
    expect(collections.get('k', 'bar')).toEqual([]);
    expect(collections.get('k', null)).toHaveLength(6);
  });

  it('forget an item everywhere', () => {
    const collections = new Collections();
    for (const [key, item] of [['a', 1], ['a', 2], ['a', 1], ['b', 1]] as const) collections.add(key, item);
    collections.remove(1);
    expect([collections.get('a'), collections.get('b'), collections.keys()]).toEqual([[2], [], ['a']]);
  });
});
