import { runInFrame } from './context.js';
import { currentFrame } from './current-frame.js';
import type { DeviceFunction } from './device/device-function.js';
import type { DeviceSpec } from './device/device-spec.js';
import { pushDevice } from './device/push-device.js';

/**
 * Runs `body` with new variables placed on `device`: a string such as `/job:ps/task:1`, a function of the op that
 * gives one, or `null` for no device whatever the scopes outside say. Nested scopes are merged as TensorFlow merges
 * them. `tf.device`. `variable.device` is the result.
 * @throws DeviceSpecError when a string is no device.
 */
export function device<R>(spec: string | DeviceSpec | DeviceFunction | null, body: () => R): R {
  const outer = currentFrame();
  return runInFrame({ ...outer, devices: pushDevice(outer.devices, spec), outer }, body);
}
