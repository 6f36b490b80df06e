import { md5 } from './md5.js';
import type { PlacementStrategy } from './replica-device-setter.js';

/**
 * A strategy that spreads variables by a hash of their names, the same in every run and whatever the order of creation.
 * TensorFlow 1.x's `tf.contrib.training.RandomStrategy`: MD5 of `name_seed`, as a number, modulo the number of tasks.
 *
 * @param numPsTasks Number of tasks to choose from.
 * @param seed An integer; another one gives another distribution.
 */
export function randomStrategy(numPsTasks: number, seed = 0): PlacementStrategy {
  return (operation) => {
    let task = 0;
    for (const byte of md5(new TextEncoder().encode(`${operation.name}_${seed}`))) task = (task * 256 + byte) % numPsTasks;
    return task;
  };
}
