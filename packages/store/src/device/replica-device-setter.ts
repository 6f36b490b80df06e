import { NotCallableError } from '@varscope/spec/errors';
import { countTasks, type ClusterSpecLike } from './count-tasks.js';
import type { DeviceFunction, DeviceOperation } from './device-function.js';
import { DeviceSpec } from './device-spec.js';

/** Chooses the task of a parameter-server op. */
export type PlacementStrategy = (operation: DeviceOperation) => number;

/** What `replicaDeviceSetter` goes by; the defaults are TensorFlow's. */
export interface ReplicaDeviceSetterOptions {
  /** Number of parameter-server tasks: 0 without a cluster, else counted there. */
  readonly psTasks?: number;
  /** Device of the parameter servers: `/job:ps`. Empty puts everything on the workers. */
  readonly psDevice?: string;
  /** Device of everything else: `/job:worker`. */
  readonly workerDevice?: string;
  /** Whether to fill in what an inner scope left open: `true`. Otherwise an op with a device is left as it is. */
  readonly mergeDevices?: boolean;
  /** The jobs and their tasks; only the number of tasks of the job of `psDevice` is used. */
  readonly cluster?: ClusterSpecLike | null;
  /** Types of the ops that belong on parameter servers: `STANDARD_PS_OPS`. */
  readonly psOps?: readonly string[] | null;
  /** Chooses the task: round robin in the order of creation. Its result is not checked against `psTasks`. */
  readonly psStrategy?: PlacementStrategy | null;
}

/** The types of ops that TensorFlow 2.21 puts on parameter servers. Varscope's variables are of two of them. */
export const STANDARD_PS_OPS: readonly string[] = [
  'Variable', 'VariableV2', 'AutoReloadVariable', 'MutableHashTable', 'MutableHashTableV2', 'MutableHashTableOfTensors',
  'MutableHashTableOfTensorsV2', 'MutableDenseHashTable', 'MutableDenseHashTableV2', 'VarHandleOp',
  'BoostedTreesEnsembleResourceHandleOp', 'BoostedTreesQuantileStreamResourceHandleOp', 'ResourceConditionalAccumulator',
  'DecisionTreeResource',
];

/**
 * A device function that spreads variables over parameter servers. TensorFlow's `tf.train.replica_device_setter`.
 *
 * It gives `null` when there are no parameter servers. As in TensorFlow, `device(null, …)` then clears the device
 * scopes outside instead of doing nothing.
 *
 * The round-robin counter belongs to the function that is returned: entered twice, it goes on counting. A variable is
 * counted also when an inner scope has fixed its task, and not when an inner scope has put it into another job.
 *
 * Differences: `mergeDevices: false` gives no deprecation warning, and the cluster cannot be a protocol buffer.
 *
 * @throws ArgumentTypeError for a cluster that is not a record of lists or of records of addresses by task.
 * @throws NotCallableError for a strategy that is not a function.
 * @throws DeviceSpecError for an invalid `psDevice` with a cluster; otherwise when the first op is placed.
 */
export function replicaDeviceSetter(options: ReplicaDeviceSetterOptions = {}): DeviceFunction | null {
  const { psDevice = '/job:ps', workerDevice = '/job:worker', mergeDevices = true, cluster = null } = options;
  const psTasks = cluster === null ? (options.psTasks ?? 0) : countTasks(cluster, DeviceSpec.fromString(psDevice).job);
  if (psTasks === 0) return null;

  const psOps = options.psOps ?? STANDARD_PS_OPS;
  const choosePsTask = options.psStrategy ?? roundRobin(psTasks);
  if (typeof choosePsTask !== 'function') throw new NotCallableError('ps_strategy must be callable');

  return (operation) => {
    if (!mergeDevices && operation.device !== '') return operation.device;
    const chosen = DeviceSpec.fromString(operation.device);
    if (psDevice === '' || !psOps.includes(operation.type)) {
      return DeviceSpec.fromString(workerDevice).makeMergedSpec(chosen);
    }
    const server = DeviceSpec.fromString(psDevice);
    // A task of this job means nothing in another one; an empty job name is none.
    const isItsJob = server.job && (!chosen.job || chosen.job === server.job);
    return (isItsJob ? server.replace({ task: choosePsTask(operation) }) : server).makeMergedSpec(chosen);
  };
}

function roundRobin(tasks: number): PlacementStrategy {
  let next = 0;
  return () => {
    const task = next;
    next = (next + 1) % tasks;
    return task;
  };
}
