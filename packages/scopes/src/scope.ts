/// <reference lib="esnext.disposable" preserve="true" />
import { VARIABLE_COLLECTIONS, type Constraint, type CustomGetter, type DeviceSpecLike, type DType, type InitializerLike, type PartialShape, type Partitioner, type Regularizer, type Reuse } from '@varscope/spec';
import type { Graph, GraphVariable, PartitionedVariable, Variable } from '@varscope/store';
import { frameOf } from '@varscope/store';
import type { DeclaredName, DeclaredOptions, DeclaredShape, ShapeArgument } from './declared-variables.js';
import type { GetVariableOptions } from './get-variable-options.js';
import { getVariableIn } from './get-variable-in.js';
import { localOptions } from './local-options.js';
import type { ScopeSettings } from './scope-settings.js';

/**
 * A variable scope: a name and the defaults for the variables in it. It can be kept and entered again with
 * `variableScope(scope, …)`, and its own methods work anywhere, also after an `await`.
 */
export class VariableScope implements Disposable {
  readonly graph: Graph;
  /** The full name, without a final `/`; empty at the root. */
  readonly name: string;
  /** The name scope of its first entry, with a final `/`: `nameScope(scope.originalNameScope, …)` opens it again. */
  readonly originalNameScope: string;
  /** What names of variables begin with. */
  readonly prefix: string;
  #settings: ScopeSettings;
  readonly #exit: () => void;

  /** Made by `variableScope`; `exit` is what `using` calls at the end of its block. */
  constructor(graph: Graph, name: string, originalNameScope: string, settings: ScopeSettings, exit: () => void) {
    this.graph = graph;
    this.name = name;
    this.originalNameScope = originalNameScope;
    this.prefix = name === '' ? '' : `${name}/`;
    this.#settings = settings;
    this.#exit = exit;
  }

  /** All defaults in one record. */
  get settings(): ScopeSettings {
    return this.#settings;
  }

  get reuse(): Reuse {
    return this.#settings.reuse;
  }

  get initializer(): InitializerLike | null {
    return this.#settings.initializer;
  }

  get regularizer(): Regularizer | null {
    return this.#settings.regularizer;
  }

  get cachingDevice(): DeviceSpecLike | null {
    return this.#settings.cachingDevice;
  }

  get partitioner(): Partitioner | null {
    return this.#settings.partitioner;
  }

  get customGetter(): CustomGetter | null {
    return this.#settings.customGetter;
  }

  get dtype(): DType {
    return this.#settings.dtype;
  }

  get useResource(): boolean | null {
    return this.#settings.useResource;
  }

  /** Holds in this scope alone: it is not inherited, and lost when the scope is entered again. */
  get constraint(): Constraint | null {
    return this.#settings.constraint;
  }

  /** From now on variables in this scope object are reused. Scopes that are already open below do not notice. */
  reuseVariables(): void {
    this.#set({ reuse: true });
  }

  setInitializer(initializer: InitializerLike | null): void {
    this.#set({ initializer });
  }

  setRegularizer(regularizer: Regularizer | null): void {
    this.#set({ regularizer });
  }

  setCachingDevice(cachingDevice: DeviceSpecLike | null): void {
    this.#set({ cachingDevice });
  }

  setPartitioner(partitioner: Partitioner | null): void {
    this.#set({ partitioner });
  }

  /** Replaces the getter; unlike the entry of a scope it does not wrap the one that was there. */
  setCustomGetter(customGetter: CustomGetter | null): void {
    this.#set({ customGetter });
  }

  setDtype(dtype: DType): void {
    this.#set({ dtype });
  }

  setUseResource(useResource: boolean | null): void {
    this.#set({ useResource });
  }

  /** As the function `getVariable`, in this scope whatever the current one is. */
  getVariable<const Name extends string, const RequestedShape extends ShapeArgument>(
    name: Name & DeclaredName<Name>,
    options: DeclaredOptions<Name, RequestedShape> & { readonly partitioner: Partitioner },
  ): PartitionedVariable;
  getVariable<const Name extends string, const RequestedShape extends ShapeArgument>(
    name: Name & DeclaredName<Name>,
    shape: RequestedShape & DeclaredShape<Name, RequestedShape>,
    options: DeclaredOptions<Name, ShapeArgument> & { readonly partitioner: Partitioner },
  ): PartitionedVariable;
  getVariable<T = Variable, const Name extends string = string, const RequestedShape extends ShapeArgument = ShapeArgument>(
    name: Name & DeclaredName<Name>,
    options?: DeclaredOptions<Name, RequestedShape>,
  ): T;
  getVariable<T = Variable, const Name extends string = string, const RequestedShape extends ShapeArgument = ShapeArgument>(
    name: Name & DeclaredName<Name>,
    shape?: RequestedShape & DeclaredShape<Name, RequestedShape>,
    options?: DeclaredOptions<Name, ShapeArgument>,
  ): T;
  getVariable(name: string, shape?: PartialShape | number | GetVariableOptions | null, options?: GetVariableOptions): unknown {
    return getVariableIn(frameOf(this.graph), this, name, shape, options);
  }

  /** As the function `getLocalVariable`, in this scope whatever the current one is. */
  getLocalVariable<T = Variable>(name: string, options?: GetVariableOptions): T;
  getLocalVariable<T = Variable>(name: string, shape?: PartialShape | number | null, options?: GetVariableOptions): T;
  getLocalVariable(name: string, shape?: PartialShape | number | GetVariableOptions | null, options?: GetVariableOptions): unknown {
    return getVariableIn(frameOf(this.graph), this, name, localOptions(shape, options));
  }

  /** The items of a collection whose name begins with the scope's, matched as a regular expression. */
  getCollection(key: string): unknown[] {
    return this.graph.collections.get(key, this.prefix);
  }

  trainableVariables(): GraphVariable[] {
    return this.#variables(VARIABLE_COLLECTIONS.TRAINABLE_VARIABLES);
  }

  globalVariables(): GraphVariable[] {
    return this.#variables(VARIABLE_COLLECTIONS.GLOBAL_VARIABLES);
  }

  localVariables(): GraphVariable[] {
    return this.#variables(VARIABLE_COLLECTIONS.LOCAL_VARIABLES);
  }

  /** Leaves the scope: what `using` does at the end of its block. */
  [Symbol.dispose](): void {
    this.#exit();
  }

  #variables(key: string): GraphVariable[] {
    return this.getCollection(key) as GraphVariable[]; // what users add to these collections is their contract
  }

  #set(change: Partial<ScopeSettings>): void {
    this.#settings = { ...this.#settings, ...change };
  }
}
