export type {
  Backend,
  BackendCapabilities,
  BackendMemory,
  InitializeBackend,
  OpCapability,
  OpMeasurement,
  SelfTestOptions,
  SelfTestReport,
} from './backend.js';
export { completeRequest } from './complete-request.js';
export type { Constraint } from './constraint.js';
export type { CustomGetter, VariableGetter } from './custom-getter.js';
export { DATA_AT_HOME, type HasDataAtHome } from './data-at-home.js';
export { DTYPES, dtypeInfo, isDType, type DType, type DTypeInfo, type StorageDType } from './dtype.js';
export type { FileSystem, ReadableFile, WritableFile } from './file-system.js';
export { GraphKeys, VARIABLE_COLLECTIONS } from './graph-keys.js';
export {
  INITIALIZER_FACTORY,
  initializerFactory,
  isInitializerFactory,
  type Initializer,
  type InitializerFactory,
  type InitializerLike,
  type ValueFunction,
} from './initializer.js';
export { isLiveLoss, type LiveLoss } from './live-loss.js';
export { PartitionInfo } from './partition-info.js';
export type { Partitioner } from './partitioner.js';
export type { Regularizer } from './regularizer.js';
export { AUTO_REUSE, type Reuse } from './reuse.js';
export { saveSliceInfo, type SaveSliceInfo } from './save-slice-info.js';
export type { OpSeed, SeedSource } from './seed-source.js';
export { SERVED_DEVICES, type ServesDevices } from './served-devices.js';
export { formatShape, isFullyDefined, numElements, shapesCompatible, type PartialShape, type Shape } from './shape.js';
export { STORED_DTYPE_BYTES, type StoredDType } from './stored-dtype.js';
export type {
  ReadOptions,
  StoredTensor,
  TensorData,
  TensorReader,
  TensorRequest,
  TensorSlice,
  TensorToWrite,
} from './tensor-reader.js';
export { VariableAggregation } from './variable-aggregation.js';
export type { NextVariableCreator, VariableCreation, VariableCreator } from './variable-creator.js';
export type { DeviceSpecLike, VariableRequest } from './variable-request.js';
export { VariableSynchronization } from './variable-synchronization.js';
export { WRITABLE_TENSORS, type MakeWritableTensor, type WritableTensor } from './writable-tensor.js';
export {
  asTensor,
  isPartitionedVariable,
  type PartitionedVariableLike,
  type VariableLike,
  type VariableResult,
} from './variable.js';
