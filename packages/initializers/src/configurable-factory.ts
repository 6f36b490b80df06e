import { initializerFactory, type InitializerFactory } from '@varscope/spec';
import type { ValueInitializer } from './make-initializer.js';

/** A factory of initializers: call it with options, or pass it uncalled. */
export interface ValueInitializerFactory<Options> extends InitializerFactory {
  (options?: Options): ValueInitializer;
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
