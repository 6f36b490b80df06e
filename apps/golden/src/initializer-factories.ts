import * as initializers from '@varscope/initializers';
import type { ValueInitializer } from '@varscope/initializers';
import { camelCase, decodeArguments } from './decode-argument.js';
import type { RecordedArguments } from './recorded.js';

/** A factory as the runner calls it, with arguments that may be wrong. */
interface Factory {
  (...parameters: readonly unknown[]): ValueInitializer;
  fromConfig?(config: Readonly<Record<string, unknown>>): ValueInitializer;
}

/** The factory that `@varscope/initializers` exports under a name of TensorFlow, with or without `_initializer`. */
export function initializerFactoryOf(name: string): Factory {
  const exported = initializers as unknown as Readonly<Record<string, Factory>>; // looked up by name
  const factory = exported[`${camelCase(name)}Initializer`] ?? exported[camelCase(name)];
  if (factory === undefined) throw new Error(`@varscope/initializers has no ${name}`);
  return factory;
}

/** Calls the factory with recorded arguments. */
export function createInitializer(name: string, recorded: RecordedArguments): ValueInitializer {
  const factory = initializerFactoryOf(name);
  if (name !== 'constant') return factory(decodeArguments(recorded));
  const { value, ...options } = decodeArguments(recorded);
  return factory(value, options);
}
