import { copyRuns, type Run } from './block-runs.js';

/** Reading over a gap of this many bytes costs less than another call. */
const LARGEST_GAP = 65536;
/** At most so many bytes are read at once for runs with gaps between them. */
const LARGEST_SPAN = 8 * 2 ** 20;

/**
 * Reads runs into the array that they go to: no more than them, and the gaps that are cheaper to read than to leave out.
 * @param read Fills `into` with what is stored from byte `offset` of the array on that they come from.
 * @param output The array as it is at the moment: it may be another one after every wait.
 */
export async function readRuns(
  runs: Iterable<Run>,
  elementBytes: number,
  read: (offset: number, into: Uint8Array) => Promise<void>,
  output: () => Uint8Array,
): Promise<void> {
  for (const group of nearRuns(runs, elementBytes)) {
    const [{ from, to }] = group;
    const elements = endOf(group.at(-1)!) - from;
    if (group.length === 1) {
      await read(from * elementBytes, output().subarray(to * elementBytes, (to + elements) * elementBytes));
    } else {
      const span = new Uint8Array(elements * elementBytes);
      await read(from * elementBytes, span);
      copyRuns(span, group, output(), elementBytes, from);
    }
  }
}

/** Groups of runs that are read at once: those near each other. */
function* nearRuns(runs: Iterable<Run>, elementBytes: number): Generator<readonly [Run, ...Run[]], void> {
  let group: [Run, ...Run[]] | null = null;
  for (const run of runs) {
    const isNear = group !== null
      && (run.from - endOf(group.at(-1)!)) * elementBytes <= LARGEST_GAP
      && (endOf(run) - group[0].from) * elementBytes <= LARGEST_SPAN;
    if (group !== null && isNear) {
      group.push(run);
      continue;
    }
    if (group !== null) yield group;
    group = [run];
  }
  if (group !== null) yield group;
}

function endOf({ from, length }: Run): number {
  return from + length;
}
