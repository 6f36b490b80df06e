export { addRegularizationLoss } from './add-regularization-loss.js';
export { addToCollection, addToCollections } from './add-to-collection.js';
export { assign, assignAdd, assignSub } from './assign.js';
export { enterFrame, frameOf, isThenable, leaveFrame, refuseAsyncFunction, runInFrame, type Frame } from './context.js';
export { createVariable } from './create-variable.js';
export { currentFrame } from './current-frame.js';
export { getDefaultGraph, resetDefaultGraph, setRandomSeed } from './default-graph.js';
export { device } from './device.js';
export { byteSizeLoadFn } from './device/byte-size-load-fn.js';
export type { ClusterSpecLike } from './device/count-tasks.js';
export type { DeviceFunction, DeviceOperation } from './device/device-function.js';
export { DeviceSpec } from './device/device-spec.js';
export type { DeviceFields } from './device/parse-device.js';
export { greedyLoadBalancingStrategy } from './device/greedy-load-balancing-strategy.js';
export { randomStrategy } from './device/random-strategy.js';
export {
  replicaDeviceSetter,
  STANDARD_PS_OPS,
  type PlacementStrategy,
  type ReplicaDeviceSetterOptions,
} from './device/replica-device-setter.js';
export { EagerVariableStore } from './eager-variable-store.js';
export { registeredName, releaseTape } from './engine.js';
export { embeddingLookup, type PartitionStrategy } from './embedding-lookup.js';
export { getCollection, getCollectionRef } from './get-collection.js';
export { getRegularizationLoss, getRegularizationLosses } from './get-regularization-losses.js';
export { Graph, type GraphOptions, type Initialization } from './graph.js';
export type { GraphVariable } from './graph-variable.js';
export { computedValue, dtypeOfValue, tensorDtype } from './initial-value.js';
export { globalVariablesInitializer, localVariablesInitializer, variablesInitializer } from './initializer-functions.js';
export type { InitialValueFunction } from './initial-value-source.js';
export { insideNameScope } from './inside-name-scope.js';
export { isVariable } from './is-variable.js';
export { isVariableInitialized } from './is-variable-initialized.js';
export { getNameScope, nameScope, type NameScopeOptions, type OpenNameScope } from './name-scope.js';
export { PartitionedVariable, type PartitionedValue } from './partitioned-variable.js';
export { RegularizationLoss } from './regularization-loss.js';
export { reportUninitializedVariables } from './report-uninitialized-variables.js';
export { resolveDistribution, type Distribution } from './resolve-distribution.js';
export {
  scatterAdd,
  scatterDiv,
  scatterMax,
  scatterMin,
  scatterMul,
  scatterNdAdd,
  scatterNdSub,
  scatterNdUpdate,
  scatterSub,
  scatterUpdate,
  type ScatterFunction,
} from './scatter-functions.js';
export type { ScopeCounts } from './scope-counts.js';
export { uniqueName } from './unique-name.js';
export { Variable, type InitialValueLike, type VariableConstructor, type VariableOptions } from './variable.js';
export { variableCreatorScope } from './variable-creator-scope.js';
export {
  globalVariables,
  localVariables,
  modelVariables,
  movingAverageVariables,
  trainableVariables,
} from './variable-lists.js';
export type { VariableStore } from './variable-store.js';
export { VariablesInitializer } from './variables-initializer.js';
