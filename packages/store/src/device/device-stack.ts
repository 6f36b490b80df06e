import type { DeviceFunction, DeviceOperation } from './device-function.js';
import type { DeviceSpec } from './device-spec.js';

/** The device scopes around an op, the innermost first; `null` when there are none. Immutable. */
export type DeviceStack = {
  readonly choose: DeviceFunction;
  readonly outer: DeviceStack;
  /** `resolveDevice` of this stack: whoever has a stack can place an op, and nobody else needs the code for it. */
  place(operation: Omit<DeviceOperation, 'device'>, innermost?: string): string;
  /** What its strings and specifications say together, whatever its functions do. */
  readonly spec: DeviceSpec;
} | null;
