import { readFileSync } from 'node:fs';
import type { RecordedCase } from '@varscope/recorded-cases';
import { configCases } from './kinds/config.js';
import { errorCases } from './kinds/errors.js';
import { fansCases } from './kinds/fans.js';
import { graphSeedCases } from './kinds/graph-seed.js';
import { initializerCases } from './kinds/initializers.js';
import { kerasRegularizerCases } from './kinds/keras-regularizers.js';
import { kernelCases } from './kinds/kernels.js';
import { libmCases } from './kinds/libm.js';
import { partitionedCases } from './kinds/partitioned.js';
import { partitionerCases } from './kinds/partitioners.js';
import { philoxCases } from './kinds/philox.js';
import { regularizerCases } from './kinds/regularizers.js';
import { seedCases } from './kinds/seeds.js';
import { statefulRunsCases } from './kinds/stateful-runs.js';
import type { RecordedFile } from './recorded.js';

const KINDS: Readonly<Record<string, (file: RecordedFile) => RecordedCase[]>> = {
  config: configCases,
  errors: errorCases,
  fans: fansCases,
  get_seed: seedCases,
  graph_seed: graphSeedCases,
  initializers: initializerCases,
  keras_regularizers: kerasRegularizerCases,
  kernels: kernelCases,
  libm: libmCases,
  partitioned_initializers: partitionedCases,
  partitioners: partitionerCases,
  philox: philoxCases,
  regularizers: regularizerCases,
  stateful_runs: statefulRunsCases,
};

/**
 * The cases of a file; none when it is not in the format of recorded values, which has a `kind`.
 * @throws Error for a kind that the runner does not know.
 */
export function readGoldenFile(path: string): RecordedCase[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<RecordedFile>; // or any other JSON
  if (file?.kind === undefined) return [];
  const cases = Object.hasOwn(KINDS, file.kind) ? KINDS[file.kind] : undefined;
  if (cases === undefined) throw new Error(`unknown kind '${file.kind}'`);
  return cases(file as RecordedFile);
}
