export { bundleDataFiles } from './bundle-data-files.js';
export type { BundleLocation, NamedFiles, PlacedBundle } from './bundle-location.js';
export type { CheckpointState } from './checkpoint-state.js';
export { openTensorBundle } from './open-tensor-bundle.js';
export { parseCheckpointState } from './parse-checkpoint-state.js';
export { writeTensorBundle, type WriteTensorBundleOptions } from './write-tensor-bundle.js';
