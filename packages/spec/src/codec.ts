export { blockRuns, copyRuns, type Run } from './codec/block-runs.js';
export { commonBlock, type CommonBlock } from './codec/common-block.js';
export { findBadSlice } from './codec/find-bad-slice.js';
export { readRuns } from './codec/read-runs.js';
export { formatSlice, isInside, wholeSlice } from './codec/slice.js';
export { wantedBlock, type WantedBlock } from './codec/wanted-block.js';
