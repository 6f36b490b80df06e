import type { Benchmark } from './benchmark.js';
import { bundleSize } from './bundle-size.js';
import { checkpoints } from './checkpoints.js';
import { creation } from './creation.js';
import { memoryCycles } from './memory.js';
import { nestedScopes } from './nested-scopes.js';
import { randomFills } from './random-fills.js';
import { reuseHit } from './reuse-hit.js';
import { trainingStep } from './training-step.js';
import { wasmTraining } from './wasm-training.js';

/** All benchmarks, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  reuseHit, nestedScopes, creation, trainingStep, wasmTraining, memoryCycles, randomFills, checkpoints, bundleSize,
];
