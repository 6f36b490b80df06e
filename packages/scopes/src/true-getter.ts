import { completeRequest, type VariableRequest, type VariableResult } from '@varscope/spec';
import { PartitionedExistsError, PartitionerNotCallableError } from '@varscope/spec/errors';
import { currentFrame } from '@varscope/store';
import { getPartitionedVariable, reusePartitionedVariable } from './get-partitioned-variable.js';
import { getSingleVariable } from './get-single-variable.js';
import { failure } from './failure.js';

/** The getter that custom getters go on to in the end. */
export function trueGetter(key: string, options?: Partial<VariableRequest>): VariableResult {
  return findOrCreate(key, completeRequest(options));
}

/** Finds or creates what is asked for: partitioned where the request has a partitioner and a rank, plain otherwise. */
export function findOrCreate(key: string, request: VariableRequest): VariableResult {
  const { store } = currentFrame();
  const isScalar = request.shape?.length === 0;
  if (request.partitioner !== null && !isScalar) {
    if (typeof request.partitioner !== 'function') {
      throw failure(PartitionerNotCallableError, key, `Partitioner must be callable, but received: ${String(request.partitioner)}`);
    }
    return getPartitionedVariable(key, request, request.partitioner);
  }
  if (request.reuse === true && request.partitioner === null && store.partitioned.has(key)) {
    return reusePartitionedVariable(key, request);
  }
  if (store.namesWithParts.has(key)) {
    throw failure(
      PartitionedExistsError,
      key,
      `No partitioner was provided, but a partitioned version of the variable was found: ${key}/part_0. Perhaps a variable of the same name was already created with partitioning?`,
    );
  }
  return getSingleVariable(key, request);
}
