import { expect, it } from 'vitest';
import { initializerFactory, isInitializerFactory, type Initializer } from './initializer.js';

const initializer = (() => null) as unknown as Initializer; // what it returns is not looked at

it('marks a function as a factory, and knows one from an initializer', () => {
  const factory = initializerFactory(() => initializer);
  expect(factory()).toBe(initializer);
  expect(isInitializerFactory(factory)).toBe(true);
  for (const other of [initializer, () => 3, null, undefined, 3, {}, []]) expect(isInitializerFactory(other)).toBe(false);
});

it('knows the factory of another copy of the package', () => {
  const factory = Object.assign(() => initializer, { [Symbol.for('varscope.initializerFactory')]: true });
  expect(isInitializerFactory(factory)).toBe(true);
});
