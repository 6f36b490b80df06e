import type { Tensor } from '@tensorflow/tfjs-core';
import { localFiles } from '@varscope/files';
import { formatShape, GraphKeys, type FileSystem, type TensorReader } from '@varscope/spec';
import { DataLossError, InvalidArgumentError, NoVariablesError, UnimplementedError } from '@varscope/spec/errors';
import { getCollection, globalVariables, type GraphVariable } from '@varscope/store';
import { checkpointExists } from './checkpoint-exists.js';
import { removeCheckpointFiles } from './checkpoint-files.js';
import { KeptCheckpoints, type SavedCheckpoint } from './kept-checkpoints.js';
import { objectBasedError, requireComplete, saverError } from './load-error.js';
import type { LoadReport } from './load-report.js';
import { objectGraphKeys } from './object-graph.js';
import { openCheckpoint } from './open-checkpoint.js';
import { folderOf, nameOf } from './paths.js';
import { planRestore, type RestorePlan, type RestorePolicy } from './plan-restore.js';
import { readValues } from './read-values.js';
import type { RestoreTarget } from './restore-target.js';
import { saveablesOf, type Saveable, type VariableList } from './saveables.js';
import { takeSnapshot } from './snapshot.js';
import { updateCheckpointState } from './update-checkpoint-state.js';
import { writeCheckpoint } from './write-checkpoint.js';

/** Options of a `Saver`. */
export interface SaverOptions extends RestorePolicy {
  /** How many of the newest checkpoints are kept; 0 or `null` keeps all. Default 5. */
  readonly maxToKeep?: number | null;
  /** Of the checkpoints that are removed otherwise, one for every so many hours is kept. Default 10000. */
  readonly keepCheckpointEveryNHours?: number;
  /** Whether the variables of each device get a data file of their own. Default: one for all. */
  readonly sharded?: boolean;
  /** Whether variables are read one after the other when they are restored, which takes longer and least memory. */
  readonly restoreSequentially?: boolean;
  /** Whether there may be no variables: then nothing is saved or restored. */
  readonly allowEmpty?: boolean;
  /** Whether steps in names have at least eight digits. */
  readonly padStepNumber?: boolean;
  /** Whether the state file names checkpoints relative to its folder, though they are saved under absolute paths. */
  readonly saveRelativePaths?: boolean;
  /** Where checkpoints are. Default: `localFiles()`. */
  readonly files?: FileSystem;
}

/** Options of `Saver.save`. */
export interface SaveOptions {
  /** Added to the path, after `-`: a whole number, or a scalar whose value is taken, cut to one. */
  readonly globalStep?: number | bigint | Tensor | null;
  /** Name of the state file. Default `'checkpoint'`. */
  readonly latestFilename?: string;
  /** Whether the state file is written, and old checkpoints are removed. Default: yes. */
  readonly writeState?: boolean;
  /** Whether all folders of the path are made when there are none; else, as in TensorFlow, the last one is. */
  readonly makeFolder?: boolean;
}

/** Options of `Saver.restore`. */
export interface RestoreOptions extends RestorePolicy {
  /** Whether it is an error that a variable is missing in the checkpoint or does not fit. Default: yes. */
  readonly strict?: boolean;
  /** Ends the reading with the reason of the signal; variables that were read before keep their new values. */
  readonly signal?: AbortSignal;
}

/**
 * Saves variables to TensorFlow's checkpoints (V2) and restores them, from V1 and safetensors, too: `tf.train.Saver`.
 *
 * Differences from TensorFlow: `save` and `restore` are asynchronous and take no session; values are those of the moment of the
 * call. No graph is written beside the checkpoint. Every checkpoint that is listed can be restored whenever the program
 * is killed, also while it is overwritten. `restore` gives a report, and changes nothing when it refuses.
 * @example
 * const saver = new Saver(null, { maxToKeep: 3 });
 * await saver.save('run/model.ckpt', { globalStep: 100 }); // → 'run/model.ckpt-100'
 */
export class Saver {
  readonly #saveables: readonly Saveable[];
  readonly #options: SaverOptions;
  /** Where checkpoints are. */
  readonly files: FileSystem;
  readonly #kept: KeptCheckpoints;
  /** The save before, which the next one waits for: both move the same files. */
  #saving: Promise<unknown> = Promise.resolve();

  /**
   * @param variables Default: the global variables and those of the collection `SAVEABLE_OBJECTS` of the current graph, as
   * they are now.
   * @throws NoVariablesError; InvalidArgumentError for lists that TensorFlow refuses, and a `maxToKeep` that is no whole number.
   */
  constructor(variables?: VariableList | null, options: SaverOptions = {}) {
    this.#saveables = saveablesOf(variables ?? defaultVariables());
    if (this.#saveables.length === 0 && options.allowEmpty !== true) throw new NoVariablesError('No variables to save');
    this.#options = options;
    this.files = options.files ?? localFiles();
    const { maxToKeep = 5, keepCheckpointEveryNHours = 10_000 } = options;
    if (maxToKeep !== null && !Number.isInteger(maxToKeep)) {
      throw wrongType(`maxToKeep must be a whole number, or null to keep all checkpoints, not ${maxToKeep}.`);
    }
    this.#kept = new KeptCheckpoints(maxToKeep ?? 0, keepCheckpointEveryNHours);
  }

  /** The checkpoints that it saved and has not removed, the oldest first. */
  get lastCheckpoints(): string[] {
    return this.#kept.saved.map(([path]) => path);
  }

  /** Replaces the list, by checkpoints that were saved at another time; one that falls off it is then kept for good. */
  setLastCheckpoints(paths: readonly string[]): void {
    this.#kept.saved = paths.map((path) => [path, Infinity]);
  }

  /** Replaces the list, by checkpoints and when they were saved, in seconds since 1970. */
  setLastCheckpointsWithTime(saved: readonly SavedCheckpoint[]): void {
    this.#kept.saved = saved;
  }

  /**
   * Replaces the list by those of `paths` that exist, so that they are removed in their turn. TensorFlow takes the time
   * of each from its file; here none of them is kept for its hours.
   */
  async recoverLastCheckpoints(paths: readonly string[]): Promise<void> {
    const found: SavedCheckpoint[] = [];
    for (const path of paths) if (await checkpointExists(path, { files: this.files })) found.push([path, 0]);
    this.#kept.saved = found;
  }

  /**
   * Saves the values that the variables have now.
   * @returns the path of the checkpoint: that of the call, with the step; `null` when there are no variables.
   * @throws FailedPreconditionError when a variable has no value; InvalidArgumentError for paths that TensorFlow refuses;
   * UnimplementedError for addresses (`https:`), which are only read.
   */
  async save(path: string, options: SaveOptions = {}): Promise<string | null> {
    const latestFilename = options.latestFilename ?? 'checkpoint';
    if (latestFilename.includes('/')) throw refused(`'latest_filename' must not contain path components`);
    if (this.#saveables.length === 0) return null;
    const snapshot = takeSnapshot(this.#saveables);
    const before = this.#saving.catch(() => undefined);
    const saving = (async () => {
      try {
        const prefix = await this.#prefix(path, latestFilename, options.globalStep ?? null);
        await before;
        if (options.makeFolder !== true) await this.#requireFolder(path);
        await writeCheckpoint(this.files, prefix, snapshot.tensors, this.#options.sharded === true);
        if (options.writeState !== false) await this.#record(prefix, latestFilename);
        return prefix;
      } finally {
        snapshot.dispose();
      }
    })();
    this.#saving = saving;
    return await saving;
  }

  /**
   * Gives the variables their values from a checkpoint; those that have none yet are initialized by it. Reads what the
   * checkpoint has before anything is changed.
   * @returns what was restored; with `strict: false` also what was not.
   * @throws InvalidArgumentError for a path of no checkpoint (TensorFlow: `ValueError`). A `LoadError`, which carries the
   * report, when a variable is missing (TensorNotFoundError) or has another shape or dtype (InvalidArgumentError).
   * DataLossError when the checkpoint is damaged: each variable then has its old or its new value.
   */
  async restore(path: string, options: RestoreOptions = {}): Promise<LoadReport> {
    if (path === null || path === undefined) throw refused(`Can't load save_path when it is None.`);
    await this.#requireCheckpoint(path);
    const reader = await openCheckpoint(path, this.files);
    try {
      const { targets, report } = await this.#plan(path, reader, { ...this.#options, ...options }, options.strict !== false);
      await readValues(reader, targets, (variable, value) => void variable.assign(value), {
        oneByOne: this.#options.restoreSequentially,
        signal: options.signal,
      });
      return report;
    } finally {
      await reader.close();
    }
  }

  async #plan(path: string, reader: TensorReader, policy: RestorePolicy, strict: boolean): Promise<RestorePlan> {
    const plan = planRestore(path, reader, targetsOf(this.#saveables), policy);
    const keys = plan.report.missing.length > 0 ? await objectGraphKeys(reader) : null;
    if (keys === null) {
      const isSliced = (tensor: string): boolean => this.#saveables.some((saveable) => saveable.name === tensor && saveable.isSliced);
      if (strict) requireComplete(plan.report, (report) => saverError(report, isSliced));
      return plan;
    }
    const byObject = planRestore(path, reader, targetsOf(this.#saveables, keys), policy);
    if (strict) requireComplete(byObject.report, (report) => objectBasedError(report) ?? saverError(report, () => false));
    return byObject;
  }

  async #prefix(path: string, latestFilename: string, globalStep: number | bigint | Tensor | null): Promise<string> {
    if (globalStep === null) {
      if (nameOf(path) === latestFilename && this.#options.sharded !== true) {
        throw refused(`'latest_filename' collides with 'save_path': '${latestFilename}' and '${path}'`);
      }
      return path;
    }
    const step = typeof globalStep === 'object' ? await stepOf(globalStep) : globalStep;
    if (typeof step === 'number' && !Number.isSafeInteger(step)) throw wrongType(`The global step must be a whole number, not ${step}.`);
    return `${path}-${this.#options.padStepNumber === true ? String(step).padStart(8, '0') : step}`;
  }

  async #requireFolder(path: string): Promise<void> {
    const { files } = this;
    if (files.hasFolder === undefined) return;
    const folder = folderOf(path);
    for (const each of [folder, folderOf(folder)]) if (await files.hasFolder(each)) return; // TensorFlow makes one folder
    const [, scheme = 'file'] = /^([a-z][a-z\d+.-]+):\/\//i.exec(path) ?? [];
    if (scheme !== 'file') throw new UnimplementedError(`File system scheme '${scheme}' not implemented: addresses are not written to.`, { file: path });
    throw refused(`Parent directory of ${path} doesn't exist, can't save.`);
  }

  async #record(prefix: string, latestFilename: string): Promise<void> {
    const outdated = this.#kept.add(prefix);
    await updateCheckpointState(folderOf(prefix), prefix, {
      allModelCheckpointPaths: this.lastCheckpoints,
      latestFilename,
      saveRelativePaths: this.#options.saveRelativePaths,
      files: this.files,
    });
    if (outdated !== null) await removeCheckpointFiles(this.files, outdated);
  }

  async #requireCheckpoint(path: string): Promise<void> {
    const isFolder = (await this.files.hasFolder?.(path)) === true && !(await this.files.exists(`${path}.index`));
    if (!isFolder && (await checkpointExists(path, { files: this.files }))) return;
    if (!isFolder) throw refused(`The passed save_path is not a valid checkpoint: ${path}`);
    throw new DataLossError(`Unable to open table file ${path}: it is a directory. Give restore the path that save gave.`, { file: path });
  }
}

function defaultVariables(): VariableList {
  const saveable = getCollection(GraphKeys.SAVEABLE_OBJECTS) as GraphVariable[]; // checked with the others
  return new Set([...globalVariables(), ...saveable]);
}

function targetsOf(saveables: readonly Saveable[], keys?: ReadonlyMap<string, string>): RestoreTarget[] {
  return saveables.flatMap(({ name, isSliced, variables }) =>
    variables.map((variable) => ({ variable, tensor: keys?.get(name) ?? name, isSlice: isSliced })),
  );
}

/** As Python's `int` gives it. */
async function stepOf(variable: Tensor): Promise<number> {
  if (variable.rank !== 0) throw wrongType(`The global step must be a scalar, not of shape ${formatShape(variable.shape)}.`);
  return Math.trunc((await variable.data())[0]!); // a scalar has one element
}

function wrongType(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, {}, 'TypeError');
}

function refused(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, {}, 'ValueError');
}
