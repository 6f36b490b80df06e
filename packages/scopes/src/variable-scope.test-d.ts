import { AUTO_REUSE } from '@varscope/spec';
import type { Variable } from '@varscope/store';
import { expectTypeOf, test } from 'vitest';
import type { makeTemplate } from './make-template.js';
import type { VariableScope } from './scope.js';
import type { Template } from './template.js';
import type { variableScope } from './variable-scope.js';

declare const enter: typeof variableScope;
declare const template: typeof makeTemplate;
declare const captured: VariableScope;

test('variableScope gives what its body gives', () => {
  expectTypeOf(enter('a', () => 1)).toEqualTypeOf<number>();
  expectTypeOf(enter('a', { reuse: AUTO_REUSE }, (scope) => scope.name)).toEqualTypeOf<string>();
  expectTypeOf(enter(captured, async (scope) => Promise.resolve(scope))).toEqualTypeOf<Promise<VariableScope>>();
  expectTypeOf(enter(null, { defaultName: 'a' }, () => [1])).toEqualTypeOf<number[]>();
});

test('variableScope gives the scope where there is no body, for a block of `using`', () => {
  expectTypeOf(enter('a')).toEqualTypeOf<VariableScope>();
  expectTypeOf(enter('a', { reuse: null, initializer: null, constraint: undefined })).toEqualTypeOf<VariableScope>();
  expectTypeOf<VariableScope>().toExtend<Disposable>();
});

test('variableScope refuses what does not exist', () => {
  // @ts-expect-error no such option
  enter('a', { default_name: 'b' });
  // @ts-expect-error no such reuse
  enter('a', { reuse: 1 }, () => 1);
  // @ts-expect-error neither a name nor a scope
  enter(1, () => 1);
});

test('a template has the parameters and the result of its function', () => {
  const dense = template('dense', (units: number, name?: string) => `${units}${name ?? ''}`);
  expectTypeOf(dense).toEqualTypeOf<Template<[units: number, name?: string], string>>();
  expectTypeOf(dense(1)).toEqualTypeOf<string>();
  expectTypeOf(dense.variables).toEqualTypeOf<Variable[]>();
  expectTypeOf(dense.variableScope).toEqualTypeOf<VariableScope | null>();
  // @ts-expect-error a number is wanted
  dense('1');
  template('bound', (options: { units: number; name: string }) => options.name, { kwargs: { units: 1 } });
  // @ts-expect-error units is a number
  template('bound', (options: { units: number }) => options.units, { kwargs: { units: '1' } });
});
