import { ArgumentTypeError } from '@varscope/spec/errors';
import type { DeviceOperation } from './device-function.js';
import { DeviceSpec } from './device-spec.js';
import type { DeviceStack } from './device-stack.js';

/**
 * The device string of a new variable: the scopes of the stack have their say from the inside out, each seeing what
 * those further in have chosen. It is what TensorFlow gives as `v.device`, empty when no scope says anything. What the
 * outermost function returns as a string is not rewritten: `/cpu:0` stays `/cpu:0`. `innermost` is what the op itself says.
 *
 * The functions are called once for every variable and shard; in TensorFlow also for the other ops of the graph.
 * @throws DeviceSpecError when a device function returns a string that is no device.
 * @throws ArgumentTypeError when it returns neither a string nor a `DeviceSpec`.
 */
export function resolveDevice(stack: DeviceStack, operation: Omit<DeviceOperation, 'device'>, innermost = ''): string {
  let device = innermost;
  for (let scope = stack; scope !== null; scope = scope.outer) {
    device = deviceString(scope.choose({ ...operation, device }));
  }
  // TensorFlow notices a bad string here at the latest: it places the first read of a resource variable on its device.
  DeviceSpec.fromString(device);
  return device;
}

function deviceString(chosen: unknown): string {
  if (typeof chosen === 'string') return chosen;
  if (DeviceSpec.isInstance(chosen)) return chosen.toString();
  const found = chosen === null || chosen === undefined ? 'None' : String(chosen);
  throw new ArgumentTypeError(`Expected binary or unicode string, got ${found}`, {
    expected: 'a device string or a DeviceSpec from the device function; to choose nothing it returns operation.device',
    found: String(chosen),
  });
}
