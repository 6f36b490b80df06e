import type { ScopeOverrides } from './scope-settings.js';

/** The options of `variableScope`; what is absent or `null` is inherited. */
export interface VariableScopeOptions extends ScopeOverrides {
  /** Made unique, where no name is given. Ignored otherwise. */
  readonly defaultName?: string | null | undefined;
  /** What the ops of the scope compute with: variables among them choose the graph. */
  readonly values?: readonly unknown[] | null | undefined;
  /** `false` leaves the name scope as it is. */
  readonly auxiliaryNameScope?: boolean | undefined;
}
