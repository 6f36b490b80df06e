export { bundleDataFiles } from './bundle-data-files.js';
export type { BundleLocation, NamedFiles, PlacedBundle } from './bundle-location.js';
export { openTensorBundle } from './open-tensor-bundle.js';
export { writeTensorBundle, type WriteTensorBundleOptions } from './write-tensor-bundle.js';
