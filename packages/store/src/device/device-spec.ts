import { DeviceSpecError } from '@varscope/spec/errors';
import { parseDevice, type DeviceFields } from './parse-device.js';

const BRAND = Symbol.for('varscope.deviceSpec');

/**
 * A device or a part of one: where variables and operations are put, as far as it is said. TensorFlow's
 * `tf.DeviceSpec`, but immutable as in TensorFlow 2: TF1's setters and `parse_from_string` are `replace` and
 * `fromString` here.
 *
 * @example
 * ```ts
 * DeviceSpec.fromString('/job:ps').makeMergedSpec(DeviceSpec.fromString('/cpu:0')).toString(); // '/job:ps/device:CPU:0'
 * ```
 */
export class DeviceSpec implements DeviceFields {
  readonly job: string | null;
  readonly replica: number | null;
  readonly task: number | null;
  /** Upper case for `cpu` and `gpu`; any other type as it was given. */
  readonly deviceType: string | null;
  /** `null` is any. */
  readonly deviceIndex: number | null;

  /** @throws DeviceSpecError when replica, task or index is not an integer. */
  constructor(fields: Partial<DeviceFields> = {}) {
    const { job = null, replica = null, task = null, deviceType = null, deviceIndex = null } = fields;
    for (const [name, value] of Object.entries({ replica, task, deviceIndex })) {
      if (value !== null && !Number.isSafeInteger(value)) {
        throw new DeviceSpecError(`invalid literal for int() with base 10: '${value}'`, { expected: `an integer as ${name}` });
      }
    }
    this.job = job;
    this.replica = replica;
    this.task = task;
    this.deviceType = deviceType === 'cpu' || deviceType === 'gpu' ? deviceType.toUpperCase() : deviceType;
    this.deviceIndex = deviceIndex;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /**
   * Reads a device string: `/job:<name>/replica:<n>/task:<n>/device:<type>:<n>`, every part of which may be left out,
   * in any order; `/cpu:0`, `/gpu:*` and `/GPU` are short forms.
   * @throws DeviceSpecError with TensorFlow's words for an unknown part, two device types, or a number that is none.
   */
  static fromString(text: string): DeviceSpec {
    return new DeviceSpec(parseDevice(text));
  }

  /** Whether `value` is one, from any copy of this package. */
  static isInstance(value: unknown): value is DeviceSpec {
    return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[BRAND] === true;
  }

  /** The device string. An index without a type is not part of it. */
  toString(): string {
    const part = (key: string, value: string | number | null): string => (value === null ? '' : `/${key}:${value}`);
    const device = this.deviceType === null ? null : `${this.deviceType}:${this.deviceIndex ?? '*'}`;
    return part('job', this.job) + part('replica', this.replica) + part('task', this.task) + part('device', device);
  }

  /** What `inner` says, and what this says where `inner` leaves it open. Type and index are filled in separately. */
  makeMergedSpec(inner: DeviceSpec): DeviceSpec {
    return new DeviceSpec({
      job: inner.job ?? this.job,
      replica: inner.replica ?? this.replica,
      task: inner.task ?? this.task,
      deviceType: inner.deviceType ?? this.deviceType,
      deviceIndex: inner.deviceIndex ?? this.deviceIndex,
    });
  }

  /** The same with some parts changed; `null` leaves a part open. */
  replace(changes: Partial<DeviceFields>): DeviceSpec {
    return new DeviceSpec({ ...this, ...changes });
  }
}
