import type { DeviceFunction } from './device-function.js';

/** The device scopes around an op, the innermost first; `null` when there are none. Immutable. */
export type DeviceStack = {
  readonly choose: DeviceFunction;
  readonly outer: DeviceStack;
} | null;
