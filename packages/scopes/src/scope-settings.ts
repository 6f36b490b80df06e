import { wrapCustomGetter } from './wrap-custom-getter.js';
import type { Constraint, CustomGetter, DeviceSpecLike, DType, InitializerLike, Partitioner, Regularizer, Reuse } from '@varscope/spec';

/** The defaults that a variable scope gives to the variables in it. Frozen; a setter of the scope replaces the record. */
export interface ScopeSettings {
  readonly reuse: Reuse;
  readonly initializer: InitializerLike | null;
  readonly regularizer: Regularizer | null;
  readonly cachingDevice: DeviceSpecLike | null;
  readonly partitioner: Partitioner | null;
  readonly customGetter: CustomGetter | null;
  readonly dtype: DType;
  readonly useResource: boolean | null;
  readonly constraint: Constraint | null;
}

/** The settings of the root scope of every graph. */
export const ROOT_SETTINGS: ScopeSettings = Object.freeze({
  reuse: false,
  initializer: null,
  regularizer: null,
  cachingDevice: null,
  partitioner: null,
  customGetter: null,
  dtype: 'float32',
  useResource: null,
  constraint: null,
});

/** What the entry of a scope may set; what is absent or `null` is inherited. */
export type ScopeOverrides = { readonly [Key in keyof ScopeSettings]?: ScopeSettings[Key] | null | undefined };

/**
 * The settings of a scope that is entered with `overrides` and otherwise takes over `base`. The constraint is not
 * taken over, and a custom getter wraps the one of `base`.
 */
export function entrySettings(base: ScopeSettings, overrides: ScopeOverrides): ScopeSettings {
  return {
    reuse: overrides.reuse || base.reuse,
    initializer: overrides.initializer ?? base.initializer,
    regularizer: overrides.regularizer ?? base.regularizer,
    cachingDevice: overrides.cachingDevice ?? base.cachingDevice,
    partitioner: overrides.partitioner ?? base.partitioner,
    customGetter: wrapCustomGetter(overrides.customGetter ?? null, base.customGetter),
    dtype: overrides.dtype ?? base.dtype,
    useResource: overrides.useResource ?? base.useResource,
    constraint: overrides.constraint ?? null,
  };
}
