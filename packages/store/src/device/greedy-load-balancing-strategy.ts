import type { DeviceOperation } from './device-function.js';
import type { PlacementStrategy } from './replica-device-setter.js';

/**
 * A strategy that puts every variable on the task with the least load so far, the first of several.
 * TensorFlow 1.x's `tf.contrib.training.GreedyLoadBalancingStrategy`. The loads belong to the function that is
 * returned; the result depends on the order in which variables are created.
 *
 * @param numTasks Number of tasks to choose from.
 * @param loadFn The load of a variable, in any unit; `byteSizeLoadFn` is the usual one.
 */
export function greedyLoadBalancingStrategy(
  numTasks: number,
  loadFn: (operation: DeviceOperation) => number,
): PlacementStrategy {
  const loads = new Float64Array(numTasks);
  return (operation) => {
    const task = loads.indexOf(Math.min(...loads));
    loads[task] = (loads[task] as number) + loadFn(operation); // the index was just found
    return task;
  };
}
