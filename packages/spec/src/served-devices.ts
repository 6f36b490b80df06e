/**
 * The property of a tfjs backend by which its adapter says which devices it serves: TensorFlow's names of them, such as
 * `/device:CPU:0`, in a `readonly string[]`. What creates a variable on a device looks for the backend there; a
 * backend without the property, started by tfjs's own means, serves `/device:CPU:0` alone.
 */
export const SERVED_DEVICES: unique symbol = Symbol.for('varscope.servedDevices') as never; // `unique symbol` admits no Symbol.for call

/** A tfjs backend of which its adapter has said what it serves. */
export interface ServesDevices {
  readonly [SERVED_DEVICES]?: readonly string[];
}
