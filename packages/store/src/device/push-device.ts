import { ArgumentTypeError } from '@varscope/spec/errors';
import type { DeviceFunction } from './device-function.js';
import { DeviceSpec } from './device-spec.js';
import type { DeviceStack } from './device-stack.js';
import { resolveDevice } from './resolve-device.js';

/**
 * The stack inside of a device scope opened in `stack`: what `tf.device(device)` does. `null` clears the stack, as in
 * TensorFlow an op inside does not see the scopes outside; an empty string or specification changes nothing.
 * @throws DeviceSpecError for a string that is no device.
 * @throws ArgumentTypeError for anything that is neither string, specification, function nor `null`.
 */
export function pushDevice(stack: DeviceStack, device: string | DeviceSpec | DeviceFunction | null): DeviceStack {
  if (device === null) return null;
  const outer = stack?.spec ?? new DeviceSpec();
  if (typeof device === 'function') return inside(stack, device, outer);
  const spec = specOf(device);
  return spec.toString() === '' ? stack : inside(stack, filling(spec), outer.makeMergedSpec(spec));
}

function inside(outer: DeviceStack, choose: DeviceFunction, spec: DeviceSpec): DeviceStack {
  const stack: DeviceStack = { choose, outer, spec, place: (operation, innermost) => resolveDevice(stack, operation, innermost) };
  return stack;
}

function specOf(device: string | DeviceSpec): DeviceSpec {
  if (typeof device === 'string') return DeviceSpec.fromString(device);
  if (DeviceSpec.isInstance(device)) return device;
  throw new ArgumentTypeError(`device() takes a device string, a DeviceSpec, a device function or null, got ${String(device)}`);
}

/** A device fills in what the scopes further in left open. */
function filling(spec: DeviceSpec): DeviceFunction {
  return (operation) => spec.makeMergedSpec(DeviceSpec.fromString(operation.device));
}
