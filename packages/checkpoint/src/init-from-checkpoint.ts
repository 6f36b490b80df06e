import type { Tensor } from '@tensorflow/tfjs-core';
import { localFiles } from '@varscope/files';
import { getDefaultGraph, type GraphVariable } from '@varscope/store';
import { assignedTargets, type AssignedTarget, type AssignmentMap } from './assignment-map.js';
import type { CheckpointFilesOptions } from './checkpoint-exists.js';
import { initError, requireComplete } from './load-error.js';
import type { LoadReport } from './load-report.js';
import { checkpointPath, openCheckpoint } from './open-checkpoint.js';
import { planRestore, type RestorePolicy } from './plan-restore.js';
import { readValues } from './read-values.js';
import { wholeName } from './restore-target.js';

/** Which variables a filter means: those whose name it is, begins with it and a `/`, or that it matches. */
export type NameFilter = string | RegExp | readonly (string | RegExp)[];

/** Options of `initFromCheckpoint`. */
export interface InitFromCheckpointOptions extends RestorePolicy, CheckpointFilesOptions {
  /** Of the variables of the map, those that are initialized. Default: all. */
  readonly include?: NameFilter;
  /** Of those, the variables that are left as they are. */
  readonly exclude?: NameFilter;
  /** Whether it is an error that a tensor is missing or does not fit. Default: yes. */
  readonly strict?: boolean;
  /** Ends the reading with the reason of the signal. */
  readonly signal?: AbortSignal;
}

/**
 * Gives variables of the current graph their initial values from a checkpoint: `tf.train.init_from_checkpoint`. They are
 * initialized by it, without their initializers; an initializer that is run later leaves them their values from the checkpoint.
 *
 * Differences from TensorFlow: values are read now, not when the initializer runs. One that is run when a variable has
 * changed is a FailedPreconditionError: the value is in the checkpoint, and not kept. A single shard is found in the tensor that it
 * is a part of.
 * @param pathOrFolder The checkpoint, or a folder whose newest checkpoint is meant.
 * @param assignmentMap Such as `{ 'bert/': 'model/bert/', 'cls/kernel': kernel }`, by what the checkpoint has.
 * @returns what was restored; with `strict: false` also what was not.
 * @throws InvalidArgumentError when a name of the map means no variable and is no scope. A `LoadError`, which carries the
 * report, when a tensor is missing (TensorNotFoundError; TensorFlow: `ValueError`) or does not fit (InvalidArgumentError).
 */
export async function initFromCheckpoint(
  pathOrFolder: string | URL,
  assignmentMap: AssignmentMap,
  options: InitFromCheckpointOptions = {},
): Promise<LoadReport> {
  const { store } = getDefaultGraph();
  const files = options.files ?? localFiles();
  const path = await checkpointPath(pathOrFolder, files);
  const reader = await openCheckpoint(path, files);
  try {
    const wanted = assignedTargets(assignmentMap, store, reader).filter(({ variable }) => isWanted(variable.op.name, options));
    const { targets, report } = planRestore(path, reader, wanted, options);
    if (options.strict !== false) requireComplete(report, (found) => initError(found, (name) => askedAs(wanted, name)));
    await readValues(reader, targets, (variable, value) => initialize(variable, value, path), { signal: options.signal });
    return report;
  } finally {
    await reader.close();
  }
}

function initialize(variable: GraphVariable, value: Tensor, path: string): void {
  variable.initializeWith(value, `in the checkpoint ${path}`);
}

function askedAs(wanted: readonly AssignedTarget[], name: string): string {
  return wanted.find((target) => wholeName(target) === name)?.askedAs ?? '';
}

function isWanted(name: string, { include, exclude }: InitFromCheckpointOptions): boolean {
  return (include === undefined || matches(name, include)) && (exclude === undefined || !matches(name, exclude));
}

function matches(name: string, filter: NameFilter): boolean {
  if (filter instanceof RegExp) return name.search(filter) >= 0; // unlike `test`, it minds no `lastIndex`
  if (typeof filter !== 'string') return filter.some((one) => matches(name, one));
  return name === filter || name.startsWith(filter.endsWith('/') ? filter : `${filter}/`);
}
