import { initializerFactory, type INITIALIZER_FACTORY } from '@varscope/spec';
import type { ValueInitializer } from './make-initializer.js';

/** A factory of initializers, an `InitializerFactory`: call it with options, or pass it uncalled. */
export interface ValueInitializerFactory<Options> {
  (options?: Options): ValueInitializer;
  readonly [INITIALIZER_FACTORY]: true;
}

/** A factory that also takes what `getConfig()` of its initializers gave. */
export interface ConfigurableFactory<Options> extends ValueInitializerFactory<Options> {
  /** Makes the initializer that a config describes. */
  fromConfig(config: Readonly<Record<string, unknown>>): ValueInitializer;
}

/** Marks `make` as an initializer factory whose options are the configs of what it makes. */
export function configurableFactory<Options>(make: (options?: Options) => ValueInitializer): ConfigurableFactory<Options> {
  const fromConfig = (config: Readonly<Record<string, unknown>>): ValueInitializer => make(config as Options); // from getConfig()
  return Object.assign(initializerFactory(make), { fromConfig });
}
