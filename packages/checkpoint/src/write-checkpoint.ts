import type { FileSystem } from '@varscope/spec';
import { writeTensorBundle } from '@varscope/tensor-bundle';
import type { SnapshotTensor } from './snapshot.js';

/** Writes a V2 checkpoint: into one data file, or sharded, into one for each device that has variables, in the order of their names. */
export async function writeCheckpoint(
  files: FileSystem,
  path: string,
  tensors: readonly SnapshotTensor[],
  sharded: boolean,
): Promise<void> {
  if (!sharded) {
    await writeTensorBundle({ files, path }, tensors);
    return;
  }
  const devices = [...new Set(tensors.map(({ variable }) => variable.device))].sort();
  const shards = tensors.map(({ variable }) => devices.indexOf(variable.device));
  await writeTensorBundle({ files, path }, tensors, {
    numShards: devices.length,
    shardOf: (_, index) => shards[index]!, // one for each
  });
}
