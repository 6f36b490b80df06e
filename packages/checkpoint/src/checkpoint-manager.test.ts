import '@tensorflow/tfjs-backend-cpu';
import { memoryFiles, readFile } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CheckpointManager, type CheckpointManagerOptions } from './checkpoint-manager.js';
import { Saver } from './saver.js';

let graph: Graph;
let variable: Variable;
let step: Variable;
let files: FileSystem;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(1_700_000_000_000);
  graph = new Graph();
  files = memoryFiles();
  graph.run(() => {
    variable = new Variable([1, 2], { name: 'v' });
    step = new Variable(0, { name: 'global_step', dtype: 'int64' });
  });
});
afterEach(() => {
  graph.dispose();
  vi.useRealTimers();
});

const open = (options: CheckpointManagerOptions): Promise<CheckpointManager> =>
  CheckpointManager.open(graph.run(() => new Saver(null, { files })), 'run', options);
const wait = (hours: number): void => void vi.setSystemTime(Date.now() + hours * 3_600_000);

it('numbers checkpoints, keeps the newest, and goes on where another run left off', async () => {
  const first = await open({ maxToKeep: 2 });
  expect(await first.restoreOrInitialize()).toBeNull();
  for (const path of ['run/ckpt-1', 'run/ckpt-2', 'run/ckpt-3']) {
    wait(0.1);
    expect(await first.save()).toBe(path);
  }
  expect(first.checkpoints).toEqual(['run/ckpt-2', 'run/ckpt-3']);
  variable.assign([5, 6]);
  wait(0.1);
  const second = await open({ maxToKeep: 2 });
  expect(second.checkpoints).toEqual(first.checkpoints);
  expect(second.latestCheckpoint).toBe('run/ckpt-3');
  expect(await second.restoreOrInitialize()).toBe('run/ckpt-3');
  expect([...variable.dataSync()]).toEqual([1, 2]);
  expect(await second.save()).toBe('run/ckpt-4');
  expect((await files.list('run')).filter((name) => name.endsWith('.index'))).toEqual(['ckpt-3.index', 'ckpt-4.index']);
});

it('writes the state file that TensorFlow does, with times', async () => {
  const manager = await open({ maxToKeep: 5 });
  wait(1);
  await manager.save();
  wait(0.25);
  await manager.save(9);
  expect(new TextDecoder().decode(await readFile(files, 'run/checkpoint'))).toBe(
    [
      'model_checkpoint_path: "ckpt-9"',
      'all_model_checkpoint_paths: "ckpt-1"',
      'all_model_checkpoint_paths: "ckpt-9"',
      'all_model_checkpoint_timestamps: 1700003600.0',
      'all_model_checkpoint_timestamps: 1700004500.0',
      'last_preserved_timestamp: 1699999999.0',
      '',
    ].join('\n'),
  );
});

it('keeps one checkpoint for every so many hours', async () => {
  const manager = await open({ maxToKeep: 1, keepCheckpointEveryNHours: 2 });
  for (let saved = 0; saved < 6; saved++) {
    await manager.save();
    wait(1);
  }
  expect(manager.checkpoints).toEqual(['run/ckpt-6']);
  expect((await files.list('run')).filter((name) => name.endsWith('.index'))).toEqual(['ckpt-3.index', 'ckpt-5.index', 'ckpt-6.index']);
});

it('saves only every so many steps', async () => {
  const manager = await open({ maxToKeep: null, stepCounter: step, checkpointInterval: 10 });
  const saved: (string | null)[] = [];
  for (const value of [0, 5, 10, 19, 20]) {
    step.assign(value);
    saved.push(await manager.save());
  }
  expect(saved).toEqual(['run/ckpt-1', null, 'run/ckpt-2', null, 'run/ckpt-3']);
});

it('refuses to keep nothing or a part of a checkpoint, and to count without a step', async () => {
  for (const maxToKeep of [0, 2.5]) await expect(open({ maxToKeep })).rejects.toSatisfy(InvalidArgumentError.isInstance);
  await expect(open({ maxToKeep: null, checkpointInterval: 5 })).rejects.toSatisfy(InvalidArgumentError.isInstance);
});
