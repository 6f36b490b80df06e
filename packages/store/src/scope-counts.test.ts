import { describe, expect, it } from 'vitest';
import { ScopeCounts } from './scope-counts.js';

describe('ScopeCounts', () => {
  it('counts the openings of every name below the current scope', () => {
    const root = new ScopeCounts();
    expect(root.count('a')).toBe(0);
    const a = root.open('a', 'a');
    root.open('a', 'a');
    expect([root.count('a'), a.count('a'), a.count('b')]).toEqual([2, 0, 0]);
    a.open('b', 'a/b');
    expect([a.count('b'), root.count('a/b'), root.count('b')]).toEqual([1, 1, 0]);
  });

  it('takes a name with slashes for so many scopes, of which only the last was opened', () => {
    const root = new ScopeCounts();
    root.open('a/b/c', 'a/b/c');
    expect(['a', 'a/b', 'a/b/c'].map((name) => root.count(name))).toEqual([0, 0, 1]);
  });

  it('keeps names apart that only begin alike, and names of objects', () => {
    const root = new ScopeCounts();
    root.open('a', 'a').open('b', 'a/b');
    expect(['ab', 'a/bc', 'constructor', '__proto__', 'toString', ''].map((name) => root.count(name))).toEqual([0, 0, 0, 0, 0, 0]);
    root.open('__proto__', '__proto__');
    expect(root.count('__proto__')).toBe(1);
  });

  it('forgets the openings below a scope that is closed, and not its own', () => {
    const root = new ScopeCounts();
    const a = root.open('a', 'a');
    a.open('b', 'a/b');
    root.open('ab', 'ab').open('b', 'ab/b');
    root.close(a, false);
    expect([root.count('a'), root.count('a/b'), root.count('ab/b')]).toEqual([1, 0, 1]);
  });

  it('counts an opening anywhere, with counts from then on that nobody else sees', () => {
    const root = new ScopeCounts();
    root.open('a', 'a');
    const body = root.reopen('a');
    expect(root.count('a')).toBe(2);
    body.open('b', 'a/b');
    root.open('a', 'a').open('c', 'a/c');
    expect([body.count('b'), body.count('c'), root.count('a/b'), root.count('a/c')]).toEqual([1, 0, 0, 1]);
  });

  it('lets a body that goes on keep its counts to itself', () => {
    const root = new ScopeCounts();
    const a = root.open('a', 'a');
    a.open('b', 'a/b');
    root.close(a, true);
    expect([root.count('a/b'), a.count('b')]).toEqual([0, 1]);
    a.open('b', 'a/b');
    root.open('a', 'a').open('c', 'a/c');
    expect([root.count('a/b'), a.count('b'), a.count('c')]).toEqual([0, 2, 0]);
  });

  it('does not show others what is opened by something that a body left running', () => {
    const root = new ScopeCounts();
    const a = root.open('a', 'a');
    root.close(a, false);
    a.open('b', 'a/b');
    a.reopen('c');
    expect([a.count('b'), root.count('a/b'), root.count('c')]).toEqual([1, 0, 0]);
  });

  it('does not mix up two bodies that are at work in one scope', () => {
    const root = new ScopeCounts();
    const bodies = [root.open('a', 'a'), root.open('a', 'a')];
    for (const body of bodies) root.close(body, true);
    for (const body of bodies) body.open('layer', 'a/layer');
    expect(bodies.map((body) => body.count('layer'))).toEqual([1, 1]);
  });
});
