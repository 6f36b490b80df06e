import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { getCheckpointState, latestCheckpoint, listVariables } from '@varscope/checkpoint';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import type { RecordedSave, Trace } from './recorded.js';
import { TraceReplay } from './trace-replay.js';
import { withClock } from './with-clock.js';

/** Stands for `<DIR>`. */
const FOLDER = '/runs/trace';

/**
 * One case that saves what was saved, and one for the folder that was left, where it is recorded: `dir` beside the trace.
 * Sharded V1, whose paths are patterns that no `Saver` of Varscope saves under, is passed over.
 */
export function traceCases(path: string, trace: Trace): RecordedCase[] {
  if (trace.saver.write_version === 1 && trace.saver.sharded === true) return [];
  const placed = JSON.parse(JSON.stringify(trace).replaceAll('<DIR>', FOLDER)) as Trace;
  const replayed = { id: 'saves', check: () => replay(placed) };
  const folder = join(dirname(path), 'dir');
  return existsSync(folder) ? [replayed, { id: 'dir', check: () => compareFolder(folder, trace) }] : [replayed];
}

async function replay(trace: Trace): Promise<void> {
  await withClock(async (setClock) => {
    const run = new TraceReplay(trace, setClock);
    try {
      await run.follow();
    } finally {
      run.dispose();
    }
  });
}

/** The folder now lies elsewhere: its checkpoints are compared by their names, and not where the state file has absolute paths. */
async function compareFolder(folder: string, { saver, save, events, final }: Trace): Promise<void> {
  const last = events.filter((event): event is RecordedSave => 'files' in event).at(-1);
  expectSame('files', last?.files, readdirSync(folder).sort());
  const { latest_checkpoint: latest, get_checkpoint_state: state } = final;
  if (state === null || (latest?.startsWith('<DIR>') === true && saver.save_relative_paths !== true)) return;
  const options = { latestFilename: save.latest_filename };
  const found = await getCheckpointState(folder, options);
  const kept = found?.allModelCheckpointPaths ?? [];
  expectSame('names of checkpoints', state.all_model_checkpoint_paths.map(baseName), kept.map(baseName));
  expectSame('latest checkpoint', latest === null ? null : join(folder, basename(latest)), await latestCheckpoint(folder, options));
  for (const path of kept) if ((await listVariables(path)).length === 0) throw new Difference(path, 'variables', 'none');
}

function baseName(path: string): string {
  return basename(path);
}
