import '@tensorflow/tfjs-backend-cpu';
import { basename, dirname } from 'node:path';
import { getCheckpointState, latestCheckpoint, removeCheckpoint, Saver, type SaverOptions } from '@varscope/checkpoint';
import { memoryFiles, writeFile } from '@varscope/files';
import { expectSame } from '@varscope/recorded-cases';
import { device, Graph, Variable } from '@varscope/store';
import type { NewSaver, RecordedSave, Trace } from './recorded.js';

const V1 = 1;
/** Our names of the arguments. */
const SAVER_OPTIONS = {
  max_to_keep: 'maxToKeep',
  keep_checkpoint_every_n_hours: 'keepCheckpointEveryNHours',
  save_relative_paths: 'saveRelativePaths',
  sharded: 'sharded',
  pad_step_number: 'padStepNumber',
} as const satisfies Readonly<Record<Exclude<keyof Trace['saver'], 'write_version'>, keyof SaverOptions>>;
const EMPTY = new Uint8Array();

/**
 * Saves in memory what a trace says that TensorFlow saved. Varscope writes neither graphs nor V1: files of their names are
 * put where TensorFlow's lay, so that their removal is compared and what is in them is not.
 */
export class TraceReplay {
  readonly #trace: Trace;
  readonly #setClock: (seconds: number) => void;
  readonly #options: SaverOptions;
  readonly #folder: string;
  readonly #stateFile: string;
  /** How many data files a checkpoint has: one for each device. */
  readonly #shards: number;
  readonly #contents = new Map<string, Uint8Array>();
  readonly #files = memoryFiles(this.#contents);
  readonly #graph = new Graph();
  /** The names of checkpoints that were saved, and of those that were saved again. */
  readonly #saved = new Set<string>();
  readonly #overwritten = new Set<string>();
  #saver: Saver;

  constructor(trace: Trace, setClock: (seconds: number) => void) {
    this.#trace = trace;
    this.#setClock = setClock;
    this.#options = saverOptions(trace);
    this.#folder = dirname(trace.save_path);
    this.#stateFile = trace.save.latest_filename ?? 'checkpoint';
    const names = trace.events.filter(isSave).flatMap(({ files }) => files);
    this.#shards = Math.max(1, ...names.map((name) => Number(/-of-(\d+)$/.exec(name)?.[1] ?? 1)));
    this.#graph.run(() => {
      for (let index = 0; index < this.#shards; index++) device(`/cpu:${index}`, () => new Variable([1, 2], { name: `v${index}` }));
    });
    this.#moveClock(0);
    this.#saver = this.#newSaver();
  }

  /** Does what each event says, and compares what came of it. */
  async follow(): Promise<void> {
    for (const [index, event] of this.#trace.events.entries()) {
      this.#moveClock(index);
      const id = `event ${index}`;
      if (isSave(event)) await this.#compareSave(event, id);
      else await this.#replaceSaver(event);
      expectSame(`last checkpoints of ${id}`, event.last_checkpoints, this.#saver.lastCheckpoints);
    }
    await this.#compareEnd();
  }

  dispose(): void {
    this.#graph.dispose();
  }

  /** To the next save: a `Saver` is made when it is needed. */
  #moveClock(index: number): void {
    this.#setClock(this.#trace.events.slice(index).find(isSave)?.clock ?? 0);
  }

  async #replaceSaver({ new_saver: kind }: NewSaver): Promise<void> {
    const known = this.#saver.lastCheckpoints;
    this.#saver = this.#newSaver();
    if (kind === 'recover') await this.#saver.recoverLastCheckpoints([...known, `${this.#folder}/gone`]);
  }

  /** Compares what the folder holds in the end. */
  async #compareEnd(): Promise<void> {
    const { latest_checkpoint: latest, get_checkpoint_state: state } = this.#trace.final;
    expectSame('latest checkpoint', latest, await this.#latest());
    const found = await getCheckpointState(this.#folder, { files: this.#files, latestFilename: this.#stateFile });
    expectSame('state', state, found && {
      model_checkpoint_path: found.modelCheckpointPath,
      all_model_checkpoint_paths: found.allModelCheckpointPaths,
    });
  }

  async #compareSave(event: RecordedSave, id: string): Promise<void> {
    const before = await this.#names();
    const path = await this.#save(event);
    if (this.#trace.save.write_meta_graph !== false) await writeFile(this.#files, `${path}.meta`, EMPTY);
    const after = await this.#names();
    const state = this.#contents.get(`${this.#folder}/${this.#stateFile}`);
    const { returned, created, deleted, files, state_file_text: text } = event;
    expectSame(id, { returned, created, deleted, files, text }, {
      returned: path,
      created: after.filter((name) => !before.includes(name)),
      deleted: before.filter((name) => !after.includes(name)),
      files: after,
      text: state === undefined ? null : new TextDecoder().decode(state),
    });
    expectSame(`latest checkpoint after ${id}`, text === null ? null : returned, await this.#latest());
  }

  /** @returns the path of the checkpoint. */
  async #save({ save_at_step: globalStep }: RecordedSave): Promise<string> {
    const { save, saver, save_path: path } = this.#trace;
    const options = { globalStep, latestFilename: this.#stateFile, writeState: save.write_state ?? true };
    const saved = String(await this.#saver.save(path, options)); // there are variables
    if (saver.write_version === V1) {
      await removeCheckpoint(saved, { files: this.#files });
      await writeFile(this.#files, saved, EMPTY);
    }
    (this.#saved.has(basename(saved)) ? this.#overwritten : this.#saved).add(basename(saved));
    return saved;
  }

  #newSaver(): Saver {
    return this.#graph.run(() => new Saver(null, { ...this.#options, files: this.#files }));
  }

  /** What is in the folder. Data files that took the place of others have another total than TensorFlow's. */
  async #names(): Promise<string[]> {
    const total = String(this.#shards).padStart(5, '0');
    return (await this.#files.list(this.#folder)).map((name) => {
      const isOther = this.#overwritten.has(name.replace(/\.data-.*$/, ''));
      return isOther ? name.replace(/(\.data-\d+-of-)\d+$/, `$1${total}`) : name;
    });
  }

  async #latest(): Promise<string | null> {
    return await latestCheckpoint(this.#folder, { files: this.#files, latestFilename: this.#stateFile });
  }
}

function isSave(event: RecordedSave | NewSaver): event is RecordedSave {
  return 'save_at_step' in event;
}

function saverOptions({ saver }: Trace): SaverOptions {
  const given = Object.entries(saver).filter(([name]) => name !== 'write_version');
  return Object.fromEntries(given.map(([name, value]) => {
    if (!Object.hasOwn(SAVER_OPTIONS, name)) throw new Error(`no Saver of Varscope has the option ${name}`);
    return [SAVER_OPTIONS[name as keyof typeof SAVER_OPTIONS], value] as const; // it has it
  }));
}
