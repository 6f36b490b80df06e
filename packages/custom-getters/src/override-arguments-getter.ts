import type { CustomGetter, VariableRequest } from '@varscope/spec';

/**
 * Replaces options of every request, also of those that set them. Sonnet's `override_args`; its `non_trainable` is
 * `overrideArgumentsGetter({ trainable: false })`.
 */
export function overrideArgumentsGetter(overrides: Partial<VariableRequest>): CustomGetter {
  return (getter, name, options) => getter(name, { ...options, ...overrides });
}
