/** What was saved in one partitioning is restored in another, slots of optimizers with it. */
import '@tensorflow/tfjs-backend-cpu';
import { memoryFiles } from '@varscope/files';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { getVariable } from '@varscope/scopes';
import { saveSliceInfo, type FileSystem, type Partitioner } from '@varscope/spec';
import { Graph, Variable, type GraphVariable, type PartitionedVariable } from '@varscope/store';
import { expect, it } from 'vitest';
import { formatLoadReport } from './format-load-report.js';
import { initFromCheckpoint } from './init-from-checkpoint.js';
import { Saver } from './saver.js';

const SHAPE = [7, 5];
const VALUES = Array.from({ length: 35 }, (_, index) => index + 0.5);
const SLOT = VALUES.map((value) => -value);

const PARTITIONERS: Readonly<Record<string, Partitioner | null>> = {
  'whole': null,
  'in 3 along axis 0': fixedSizePartitioner(3),
  'in 2 along axis 1': fixedSizePartitioner(2, { axis: 1 }),
  'in 7 along axis 0': fixedSizePartitioner(7),
  'in 5 along axis 1': fixedSizePartitioner(5, { axis: 1 }),
};

/** A variable of the current graph and the slot `emb/Adam` of it, partitioned as it is. */
function make(partitioner: Partitioner | null): { emb: GraphVariable | PartitionedVariable; slots: GraphVariable[] } {
  const emb = getVariable<GraphVariable | PartitionedVariable>('emb', SHAPE, partitioner === null ? {} : { partitioner });
  const parts = 'asTensor' in emb ? [...emb] : [emb];
  const slots = parts.map((part) => {
    const slot = new Variable(() => Array.from(part.shape, () => 0), { name: `${part.op.name}/Adam`, shape: part.shape, dtype: 'float32' });
    const info = part.saveSliceInfo;
    if (info !== null) slot.saveSliceInfo = saveSliceInfo('emb/Adam', info.fullShape, info.varOffset, info.varShape);
    return slot;
  });
  return { emb, slots };
}

/** The part of `values` that a variable is. */
function partOf(values: readonly number[], { shape, saveSliceInfo: info }: GraphVariable): number[][] {
  const [row, column] = info?.varOffset ?? [0, 0];
  const [rows, columns] = shape as [number, number];
  const at = (i: number, j: number): number => values[(row! + i) * 5 + column! + j]!; // inside
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => at(i, j)));
}

async function save(files: FileSystem, partitioner: Partitioner | null, sharded: boolean): Promise<void> {
  using graph = new Graph({ initialization: 'deferred' });
  await graph.run(async () => {
    const { emb, slots } = make(partitioner);
    for (const part of 'asTensor' in emb ? emb : [emb]) part.assign(partOf(VALUES, part));
    for (const slot of slots) slot.assign(partOf(SLOT, slot));
    await new Saver([emb, ...slots], { files, sharded }).save('m');
  });
}

it('reports a partitioned variable that is missing once, with the number of its parts', async () => {
  const files = memoryFiles();
  await save(files, null, false);
  using graph = new Graph({ initialization: 'deferred' });
  await graph.run(async () => {
    const other = getVariable<PartitionedVariable>('model/emb', SHAPE, { partitioner: fixedSizePartitioner(3) });
    const report = await new Saver([other], { files }).restore('m', { strict: false });
    expect(report.missing).toEqual([{ variable: 'model/emb', tensor: 'model/emb', parts: 3, nearest: [] }]);
    expect(formatLoadReport(report)).toContain('1 missing');
    expect(formatLoadReport(report)).toContain('    model/emb, in 3 parts\n');
    await expect(initFromCheckpoint('m', { 'far/': 'model/' }, { files })).rejects.toThrow('Tensor far/emb (emb in far/) is not found');
  });
});

for (const saved of ['whole', 'in 3 along axis 0', 'in 2 along axis 1']) {
  for (const [loaded, partitioner] of Object.entries(PARTITIONERS)) {
    it(`restores ${loaded} what was saved ${saved}`, async () => {
      const files = memoryFiles();
      await save(files, PARTITIONERS[saved] ?? null, saved !== 'whole');
      for (const restore of [
        (variables: ReturnType<typeof make>) => new Saver([variables.emb, ...variables.slots], { files }).restore('m'),
        ({ emb, slots }: ReturnType<typeof make>) => initFromCheckpoint('m', [['emb', emb], ['emb/Adam', slots.length > 1 ? slots : slots[0]!]], { files }),
      ]) {
        using graph = new Graph({ initialization: 'deferred' });
        await graph.run(async () => {
          const variables = make(partitioner);
          const report = await restore(variables);
          expect(report.unexpected).toEqual([]);
          for (const part of 'asTensor' in variables.emb ? variables.emb : [variables.emb]) {
            expect([...part.dataSync()], part.name).toEqual(partOf(VALUES, part).flat());
          }
          for (const slot of variables.slots) expect([...slot.dataSync()], slot.name).toEqual(partOf(SLOT, slot).flat());
        });
      }
    });
  }
}
