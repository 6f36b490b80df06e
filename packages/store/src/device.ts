import { runInFrame } from './context.js';
import { currentFrame } from './current-frame.js';
import type { DeviceFunction } from './device/device-function.js';
import type { DeviceSpec } from './device/device-spec.js';
import { pushDevice } from './device/push-device.js';
import { servingBackend } from './device/serving-backend.js';
import { withBackend } from './engine.js';

/**
 * Runs `body` with new variables placed on `device`: a string such as `/job:ps/task:1`, a function of the op that
 * gives one, or `null` for no device whatever the scopes outside say. Nested scopes are merged as TensorFlow merges
 * them. `tf.device`. `variable.device` is the result.
 *
 * Where a backend that has started serves the device of a variable, the value of the variable stays on that backend.
 * Ops run on the backend that serves what the strings around them say, for as long as the body runs synchronously: after
 * an `await`, and for a function as device, they run on tfjs's current backend. So does everything on a device that
 * nothing serves: TensorFlow's soft placement.
 * @throws DeviceSpecError when a string is no device.
 */
export function device<R>(spec: string | DeviceSpec | DeviceFunction | null, body: () => R): R {
  const outer = currentFrame();
  const devices = pushDevice(outer.devices, spec);
  const backend = devices === null ? undefined : servingBackend(devices.spec.toString());
  const run = (): R => runInFrame({ ...outer, devices, outer }, body);
  return backend === undefined ? run() : withBackend(backend, run);
}
