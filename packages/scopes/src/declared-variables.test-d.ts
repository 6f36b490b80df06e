import type { DType } from '@varscope/spec';
import { expectTypeOf, test } from 'vitest';
import type { DeclaredDType, DeclaredName, DeclaredShape, NoVariableOfThisNameIsDeclared } from './declared-variables.js';

// `varscope types` declares variables in the global interface; here they would be those of the whole repository.
interface Variables {
  'model/dense/kernel': { readonly shape: readonly [3, 4]; readonly dtype: 'float32' };
  'model/dense_1/kernel': { readonly shape: readonly [4, 5]; readonly dtype: 'float16' };
  'model/dense/bias': { readonly shape: readonly [4]; readonly dtype: 'float32' };
  'step': { readonly shape: readonly []; readonly dtype: 'int64' };
}
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as it is at first
interface Nothing {}

test('names are those of declared variables, from any scope on', () => {
  expectTypeOf<DeclaredName<'model/dense/kernel', Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<'dense/kernel', Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<'kernel', Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<'step', Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<'kernle', Variables>>().toEqualTypeOf<NoVariableOfThisNameIsDeclared>();
  expectTypeOf<DeclaredName<'ense/kernel', Variables>>().toEqualTypeOf<NoVariableOfThisNameIsDeclared>();
  expectTypeOf<DeclaredName<'model/dense', Variables>>().toEqualTypeOf<NoVariableOfThisNameIsDeclared>();
});

test('names that are computed are checked as far as they are known', () => {
  expectTypeOf<DeclaredName<string, Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<`dense_${number}/kernel`, Variables>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredName<`dense_${number}/gamma`, Variables>>().toEqualTypeOf<NoVariableOfThisNameIsDeclared>();
});

test('shapes are the declared ones, where they are known', () => {
  expectTypeOf<DeclaredShape<'dense/kernel', readonly [3, 4], Variables>>().toEqualTypeOf<readonly [3, 4]>();
  expectTypeOf<DeclaredShape<'dense/kernel', readonly [number, 4], Variables>>().toEqualTypeOf<readonly [number, 4]>();
  expectTypeOf<DeclaredShape<'dense/kernel', readonly [null, 4], Variables>>().toEqualTypeOf<readonly [null, 4]>();
  expectTypeOf<DeclaredShape<'dense/kernel', readonly number[], Variables>>().toEqualTypeOf<readonly number[]>();
  expectTypeOf<DeclaredShape<'dense/kernel', null, Variables>>().toEqualTypeOf<null>();
  expectTypeOf<DeclaredShape<'dense/bias', 4, Variables>>().toEqualTypeOf<4>();
  expectTypeOf<DeclaredShape<'dense/bias', number, Variables>>().toEqualTypeOf<number>();
  expectTypeOf<DeclaredShape<'dense/kernel', readonly [3, 5], Variables>>().toEqualTypeOf<readonly [3, 4]>();
  expectTypeOf<DeclaredShape<'dense/kernel', readonly [3], Variables>>().toEqualTypeOf<readonly [3, 4]>();
  expectTypeOf<DeclaredShape<'dense/bias', 5, Variables>>().toEqualTypeOf<readonly [4]>();
  expectTypeOf<DeclaredShape<'kernel', readonly [4, 5], Variables>>().toEqualTypeOf<readonly [4, 5]>();
});

test('dtypes are the declared ones', () => {
  expectTypeOf<DeclaredDType<'step', Variables>>().toEqualTypeOf<'int64'>();
  expectTypeOf<DeclaredDType<'kernel', Variables>>().toEqualTypeOf<'float32' | 'float16'>();
});

test('without a declaration everything is open', () => {
  expectTypeOf<DeclaredName<'anything', Nothing>>().toEqualTypeOf<string>();
  expectTypeOf<DeclaredShape<'anything', readonly [7], Nothing>>().toEqualTypeOf<readonly [7]>();
  expectTypeOf<DeclaredDType<'anything', Nothing>>().toEqualTypeOf<DType>();
});
