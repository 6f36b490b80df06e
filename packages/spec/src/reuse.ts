/**
 * Get the variable if it exists, create it if it does not.
 * Registered with `Symbol.for`, so that two copies of this package agree on it.
 */
export const AUTO_REUSE: unique symbol = Symbol.for('varscope.AUTO_REUSE') as never; // `unique symbol` admits no Symbol.for call

/** The `reuse` of a scope or a request: `false` creates, `true` finds, `AUTO_REUSE` does either. */
export type Reuse = boolean | typeof AUTO_REUSE;
