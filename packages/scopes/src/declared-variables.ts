import type { DType, PartialShape, Shape } from '@varscope/spec';
import type { GetVariableOptions } from './get-variable-options.js';

declare global {
  /**
   * The variables that a program declares, by full name: each with the `shape` and `dtype` that `getVariable` may ask
   * for. Empty at first; `varscope types` writes a file that adds those of a checkpoint. It is global so that the file
   * needs to name no package. With any declaration, names that are texts in the program have to be declared.
   * @example
   * ```ts
   * interface VarscopeVariables {
   *   'dense/kernel': { readonly shape: readonly [784, 10]; readonly dtype: 'float32' };
   * }
   * ```
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- programs add to it
  interface VarscopeVariables {}
}

/** What is declared of a variable. */
interface Declaration {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** A name, and what is left of it in each of its scopes. */
type Suffixes<Name extends string> = Name extends `${string}/${infer Rest}` ? Name | Suffixes<Rest> : Name;

/** What is declared, by every name that may be used: made once, so that thousands of variables are no burden. */
type BySuffix<Variables> = { readonly [Name in keyof Variables & string as Suffixes<Name>]: Variables[Name] };

/** The names that a name may mean: itself, or where a part of it is computed, those that fit. */
type Meant<Name extends string, Variables> = Name extends keyof BySuffix<Variables> ? Name : Extract<keyof BySuffix<Variables>, Name>;

/** What is declared of them. */
type DeclarationOf<Name extends string, Variables> = Extract<BySuffix<Variables>[Meant<Name, Variables>], Declaration>;

/** Whether nothing is said of a name: it is computed, or no variable is declared. */
type IsOpen<Name extends string, Variables> = string extends Name ? true : [keyof Variables] extends [never] ? true : false;

/** The shapes that a request may mean: what is computed in it, and `null`, may be any number. */
type Requested<RequestedShape> = RequestedShape extends number
  ? readonly [RequestedShape]
  : { readonly [Axis in keyof RequestedShape]: null extends RequestedShape[Axis] ? number : RequestedShape[Axis] };

/** What no name is, so that the compiler says that. */
export interface NoVariableOfThisNameIsDeclared {
  readonly isDeclared: false;
}

/** Any text where such a variable is declared, or none is. */
export type DeclaredName<Name extends string, Variables = VarscopeVariables> = IsOpen<Name, Variables> extends true
  ? string
  : [Meant<Name, Variables>] extends [never]
    ? NoVariableOfThisNameIsDeclared
    : string;

/** `RequestedShape` where it may be the declared one; else the declared ones. */
export type DeclaredShape<Name extends string, RequestedShape, Variables = VarscopeVariables> = IsOpen<Name, Variables> extends true
  ? RequestedShape
  : RequestedShape extends null | undefined
    ? RequestedShape
    : [Extract<DeclarationOf<Name, Variables>['shape'], Requested<RequestedShape>>] extends [never]
      ? DeclarationOf<Name, Variables>['shape']
      : RequestedShape;

/** The dtypes that a request may name. */
export type DeclaredDType<Name extends string, Variables = VarscopeVariables> = IsOpen<Name, Variables> extends true
  ? DType
  : DeclarationOf<Name, Variables>['dtype'];

/** A shape as `getVariable` takes it. */
export type ShapeArgument = PartialShape | number | null;

/** Options of `getVariable` that agree with what is declared. */
export type DeclaredOptions<Name extends string, RequestedShape extends ShapeArgument> = GetVariableOptions & {
  readonly shape?: (RequestedShape & DeclaredShape<Name, RequestedShape>) | null;
  readonly dtype?: DeclaredDType<Name> | null;
};
