/** What every pattern finds was checked with Python 3.11's `re.match`. */
import { InvalidArgumentError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { nameFilter } from './name-filter.js';

const found = (pattern: string, names: readonly string[]): string[] => names.filter(nameFilter(pattern));

describe('nameFilter', () => {
  it('matches at the start and not at the end', () => {
    expect(found('foo', ['foo/v:0', 'foo_1/v:0', 'a/foo/v:0'])).toEqual(['foo/v:0', 'foo_1/v:0']);
    expect(found('foo$', ['foo/v:0', 'foo'])).toEqual(['foo']);
    expect(found('', ['a', 'b'])).toEqual(['a', 'b']);
  });

  it('takes the characters of names that mean something in a regular expression as that', () => {
    expect(found('a.b/', ['a.b/v:0', 'aXb/v:0', 'ab/v:0'])).toEqual(['a.b/v:0', 'aXb/v:0']);
  });

  it('keeps an alternative at the start', () => {
    expect(found('a|b', ['xa', 'b'])).toEqual(['b']);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['[]a]', ['a', 'b', ']'], ['a', ']']],
    ['[^]a]', ['a', 'b', ']'], ['b']],
    ['[^^]', ['^', 'a'], ['a']],
    ['[{,3}]', ['{', '3', 'a'], ['{', '3']],
    ['a{,2}$', ['aa', 'aaa'], ['aa']],
    ['a{2,}', ['aa', 'a'], ['aa']],
    ['(?i)FOO', ['foo/v', 'bar'], ['foo/v']],
    ['\\Afoo\\Z', ['foo', 'foo1'], ['foo']],
    ['a\\\\Z', ['a\\Z', 'a'], ['a\\Z']],
    ['(?P<x>a|b)(?P=x)', ['aa', 'bb', 'ab'], ['aa', 'bb']],
    ['(?#comment)foo', ['foo', 'bar'], ['foo']],
    ['\\d+/', ['12/v', 'a/v'], ['12/v']],
    ['.*/bias', ['a/b/bias:0', 'bias:0'], ['a/b/bias:0']],
    ['(?!foo)', ['foo/v', 'bar/v'], ['bar/v']],
  ])('reads %s as Python does', (pattern, names, expected) => {
    expect(found(pattern, names)).toEqual(expected);
  });

  it.each(['(', 'a++b', '(?>a)', '(?x) a', '*'])('refuses %s', (pattern) => {
    expect(() => nameFilter(pattern)).toThrow(InvalidArgumentError);
  });
});
