/** Which checkpoints and state files TensorFlow's Saver leaves, save by save. */
import '@tensorflow/tfjs-backend-cpu';
import { readdirSync, readFileSync } from 'node:fs';
import { memoryFiles, writeFile } from '@varscope/files';
import { Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getCheckpointState } from './get-checkpoint-state.js';
import { latestCheckpoint } from './latest-checkpoint.js';
import { Saver } from './saver.js';

interface Trace {
  readonly case: string;
  readonly note: string;
  readonly saver: {
    readonly max_to_keep?: number;
    readonly keep_checkpoint_every_n_hours?: number;
    readonly save_relative_paths?: boolean;
    readonly sharded?: boolean;
  };
  readonly save: { readonly latest_filename?: string; readonly write_state?: boolean; readonly write_meta_graph?: boolean };
  readonly save_path: string;
  readonly final: {
    readonly latest_checkpoint: string | null;
    readonly get_checkpoint_state: {
      readonly model_checkpoint_path: string;
      readonly all_model_checkpoint_paths: readonly string[];
    } | null;
  };
  readonly events: readonly {
    readonly save_at_step?: number | null;
    readonly new_saver?: 'fresh' | 'recover';
    readonly clock?: number;
    readonly returned?: string;
    readonly files: readonly string[];
    readonly state_file_text: string | null;
    readonly last_checkpoints: readonly string[];
  }[];
}

const FOLDER = new URL('../testdata/state-files/', import.meta.url);
const traces = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => JSON.parse(readFileSync(new URL(`${name}/trace.json`, FOLDER), 'utf8').replaceAll('<DIR>', `/runs/${name}`)) as Trace);

let graph: Graph;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  graph = new Graph();
  graph.run(() => new Variable([1, 2], { name: 'v' }));
});
afterEach(() => {
  graph.dispose();
  vi.useRealTimers();
});

describe('saves, lists and removes what TensorFlow does', () => {
  for (const trace of traces) {
    it(`${trace.case}: ${trace.note}`, async () => {
      const contents = new Map<string, Uint8Array>();
      const files = memoryFiles(contents);
      const folder = trace.save_path.slice(0, trace.save_path.lastIndexOf('/'));
      const stateFile = trace.save.latest_filename ?? 'checkpoint';
      const newSaver = (): Saver =>
        graph.run(() => new Saver(null, {
          files,
          maxToKeep: trace.saver.max_to_keep ?? 5,
          keepCheckpointEveryNHours: trace.saver.keep_checkpoint_every_n_hours ?? 10_000,
          saveRelativePaths: trace.saver.save_relative_paths ?? false,
          sharded: trace.saver.sharded ?? false,
        }));
      vi.setSystemTime((trace.events[0]?.clock ?? 0) * 1000);
      let saver = newSaver();
      for (const event of trace.events) {
        if (event.new_saver !== undefined) {
          const known = saver.lastCheckpoints;
          saver = newSaver();
          if (event.new_saver === 'recover') await saver.recoverLastCheckpoints([...known, `${folder}/gone`]);
          expect(saver.lastCheckpoints).toEqual(event.last_checkpoints);
          continue;
        }
        vi.setSystemTime((event.clock as number) * 1000); // a save has one
        const path = await saver.save(trace.save_path, {
          globalStep: event.save_at_step ?? null,
          latestFilename: stateFile,
          writeState: trace.save.write_state ?? true,
        });
        expect(path).toBe(event.returned);
        // What TensorFlow's graph, which it writes beside a checkpoint, would be removed with it.
        if (trace.save.write_meta_graph !== false) await writeFile(files, `${String(path)}.meta`, new Uint8Array(1));
        expect((await files.list(folder)).map(shardless)).toEqual(event.files.map(shardless));
        const state = contents.get(`${folder}/${stateFile}`);
        expect(state === undefined ? null : new TextDecoder().decode(state)).toBe(event.state_file_text);
        expect(saver.lastCheckpoints).toEqual(event.last_checkpoints);
      }
      const { latest_checkpoint, get_checkpoint_state } = trace.final;
      const options = { files, latestFilename: stateFile };
      expect(await latestCheckpoint(folder, options)).toBe(latest_checkpoint);
      const state = await getCheckpointState(folder, options);
      expect(state?.modelCheckpointPath).toBe(get_checkpoint_state?.model_checkpoint_path);
      expect(state?.allModelCheckpointPaths).toEqual(get_checkpoint_state?.all_model_checkpoint_paths);
    });
  }
});

/** A checkpoint that is overwritten has data files of another total: it is whole at every moment. */
function shardless(name: string): string {
  return name.replace(/-of-\d{5}$/, '');
}

it('keeps for good what falls off a list that was set without times', async () => {
  const files = memoryFiles();
  const saver = graph.run(() => new Saver(null, { files, maxToKeep: 1 }));
  await saver.save('run/m', { globalStep: 1 });
  saver.setLastCheckpoints(['run/m-1']);
  await saver.save('run/m', { globalStep: 2 });
  expect(saver.lastCheckpoints).toEqual(['run/m-2']);
  expect(await files.exists('run/m-1.index')).toBe(true);
  saver.setLastCheckpointsWithTime([['run/m-1', 0]]);
  await saver.save('run/m', { globalStep: 3 });
  expect(await files.exists('run/m-1.index')).toBe(false);
});

it('pads steps when it is asked to, and saves one after the other what is saved at once', async () => {
  const files = memoryFiles();
  const saver = graph.run(() => new Saver(null, { files, padStepNumber: true, maxToKeep: 2 }));
  const paths = await Promise.all([1, 2, 3].map((globalStep) => saver.save('run/m', { globalStep })));
  expect(paths).toEqual(['run/m-00000001', 'run/m-00000002', 'run/m-00000003']);
  expect(saver.lastCheckpoints).toEqual(paths.slice(1));
  expect((await files.list('run')).filter((name) => name.endsWith('.index'))).toEqual(['m-00000002.index', 'm-00000003.index']);
});
