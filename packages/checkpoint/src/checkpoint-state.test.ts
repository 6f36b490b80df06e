import { memoryFiles } from '@varscope/files';
import { VarscopeError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { checkpointExists } from './checkpoint-exists.js';
import { getCheckpointState } from './get-checkpoint-state.js';
import { removeCheckpoint } from './remove-checkpoint.js';
import { updateCheckpointState } from './update-checkpoint-state.js';

async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return `${error.tensorflowError}: ${error.message}`;
  }
}

it('writes odd characters and times so that it reads them again', async () => {
  const files = memoryFiles();
  const path = 'run/a"b\'c\\d\ne\u0001é模';
  await updateCheckpointState('run', path, { files, allModelCheckpointTimestamps: [1700000000.25], lastPreservedTimestamp: 5 });
  expect(await getCheckpointState('run', { files })).toEqual({
    modelCheckpointPath: path,
    allModelCheckpointPaths: [path],
    allModelCheckpointTimestamps: [1700000000.25],
    lastPreservedTimestamp: 5,
  });
});

it('refuses a checkpoint of the name of the state file, and too few time stamps', async () => {
  const files = memoryFiles();
  await expect(outcome(updateCheckpointState('/run', '/run/checkpoint', { files }))).resolves.toMatch(/^RuntimeError: Save path/);
  const options = { files, allModelCheckpointPaths: ['run/a', 'run/b'], allModelCheckpointTimestamps: [1] };
  await expect(outcome(updateCheckpointState('run', 'run/b', options))).resolves.toMatch(/^ValueError: Checkpoint timestamps/);
});

it('tells V2, V1 and missing checkpoints', async () => {
  const names = ['v2.index', 'v1', 'sharded-00000-of-00002', 'sharded-00001-of-00002'];
  const files = memoryFiles(Object.fromEntries(names.map((name) => [`run/${name}`, new Uint8Array()])));
  expect(await checkpointExists('run/v2', { files })).toBe(true);
  expect(await checkpointExists('run/v1', { files })).toBe(true);
  expect(await checkpointExists('run/sharded-?????-of-00002', { files })).toBe(true);
  expect(await checkpointExists('run/sharded-?????-of-00003', { files })).toBe(false);
  expect(await checkpointExists('run/nothing', { files })).toBe(false);
});

it('removes a V1 checkpoint in several files with its graph, and nothing else', async () => {
  const others = ['m-2-00000-of-00002', 'm-1', 'm-1-00000-of-00003', 'checkpoint', 'm-2.meta'];
  const names = [...others, 'm-1-00000-of-00002', 'm-1-00001-of-00002', 'm-1.meta'];
  const files = memoryFiles(Object.fromEntries(names.map((name) => [`run/${name}`, new Uint8Array()])));
  await removeCheckpoint('run/m-1-?????-of-00002', { files });
  expect(await files.list('run')).toEqual(others.sort());
});
