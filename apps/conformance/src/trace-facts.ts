import { Tensor } from '@tensorflow/tfjs-core';
import {
  AUTO_REUSE,
  getNameScope,
  isPartitionedVariable,
  isVariable,
  type Graph,
  type PartialShape,
  type PartitionedVariable,
  type RegularizationLoss,
  type Reuse,
  type Template,
  type Variable,
  type VariableCreation,
  type VariableRequest,
  type VariableScope,
} from 'varscope';
import type { Json, JsonObject } from './case-format.js';
import type { DefinitionIds } from './definition-ids.js';
import { hasValue } from './has-value.js';
import { isLoss } from './is-loss.js';
import { readLoss } from './read-loss.js';
import { readValue } from './read-value.js';
import type { TraceRecorder } from './trace-recorder.js';

/** Turns objects into the facts of a trace (FORMAT.md, section 5). */
export class TraceFacts {
  readonly #graph: Graph;
  readonly #recorder: TraceRecorder;
  readonly #ids: DefinitionIds;

  constructor(graph: Graph, recorder: TraceRecorder, ids: DefinitionIds) {
    this.#graph = graph;
    this.#recorder = recorder;
    this.#ids = ids;
  }

  /** Whatever a request for a variable returned. */
  result(object: unknown, at: string): JsonObject {
    if (object === null || object === undefined) return { none: true };
    if (isVariable(object)) return { var: this.#variable(object, at) };
    if (isPartitionedVariable(object)) return { pvar: this.#partitioned(object as PartitionedVariable, at) }; // its only class
    if (Array.isArray(object)) return { list: object.map((shard: Variable) => this.#listed(shard, at)) };
    if (isTensor(object)) return { tensor: this.#tensor(object, at) };
    throw new Error(`no facts for a result of type ${typeof object}`);
  }

  scope(scope: VariableScope): JsonObject {
    return {
      name: scope.name,
      original_name_scope: scope.originalNameScope,
      reuse: this.reuse(scope.reuse),
      dtype: scope.dtype,
      initializer: this.#ids.of('initializer', scope.initializer),
      regularizer: this.#ids.of('regularizer', scope.regularizer),
      partitioner: this.#ids.of('partitioner', scope.partitioner),
      custom_getter: scope.customGetter !== null,
      constraint: this.#ids.of('constraint', scope.constraint),
      caching_device: scope.cachingDevice as string | null, // the programs give no function
      use_resource: scope.useResource,
    };
  }

  /** A scope that was just entered, and the name scope that it opened. */
  entered(scope: VariableScope): JsonObject {
    return { scope: this.scope(scope), name_scope: getNameScope() };
  }

  reuse(reuse: Reuse | null): Json {
    return reuse === AUTO_REUSE ? 'AUTO_REUSE' : reuse === true;
  }

  /** The items of a collection, and the values of the losses and tensors among them. */
  collection(items: readonly unknown[]): JsonObject {
    const computed = items.filter(isComputed);
    const facts: JsonObject = { items: this.items(items) };
    if (computed.length === 0) return facts;
    const values: Json[] = computed.map(() => null);
    computed.forEach((item, i) => {
      const read = (): Json => (isLoss(item) ? readLoss(item) : readValue(item));
      this.#recorder.awaitValue((value) => (values[i] = value ?? null), read);
    });
    return { ...facts, values };
  }

  items(items: readonly unknown[]): Json[] {
    return items.map((item) => {
      if (isVariable(item) || isPartitionedVariable(item)) return item.name;
      return isComputed(item) ? { tensor: true } : { literal: item as Json }; // the programs add nothing else
    });
  }

  template(template: Template<never[], unknown>): JsonObject {
    return {
      variable_scope: template.variableScope === null ? null : this.scope(template.variableScope),
      variable_scope_name: template.variableScopeName,
      variables: this.items(template.variables),
      global_variables: this.items(template.globalVariables),
      local_variables: this.items(template.localVariables),
      trainable_variables: this.items(template.trainableVariables),
      non_trainable_variables: this.items(template.nonTrainableVariables),
    };
  }

  /** A call of a custom getter. */
  getterCall(id: string, name: string, options: VariableRequest): JsonObject {
    return {
      getter: id,
      name,
      shape: options.shape,
      dtype: options.dtype,
      initializer: this.#ids.of('initializer', options.initializer),
      regularizer: this.#ids.of('regularizer', options.regularizer),
      partitioner: this.#ids.of('partitioner', options.partitioner),
      constraint: this.#ids.of('constraint', options.constraint),
      reuse: this.reuse(options.reuse),
      trainable: options.trainable,
      collections: options.collections && [...options.collections],
      caching_device: options.cachingDevice as string | null, // the programs give no function
      validate_shape: options.validateShape,
      use_resource: options.useResource,
      synchronization: options.synchronization,
      aggregation: options.aggregation,
    };
  }

  /** A call of a variable creator. */
  creatorCall(id: string, options: VariableCreation): JsonObject {
    return {
      creator: id,
      name: options.name,
      trainable: options.trainable,
      collections: options.collections && [...options.collections],
      dtype: options.dtype,
      constraint: this.#ids.of('constraint', options.constraint),
      validate_shape: options.validateShape,
      synchronization: options.synchronization,
      aggregation: options.aggregation,
    };
  }

  /** The sorted keys of the collections that hold a variable. */
  #collectionsOf(variable: Variable): string[] {
    const { collections } = this.#graph;
    return collections.keys().filter((key) => collections.get(key).includes(variable)).sort();
  }

  #variable(variable: Variable, at: string): JsonObject {
    return this.#identified(variable, at, variable.declaredShape, () => readValue(variable), {
      name: variable.name,
      op_name: variable.op.name,
      shape: variable.declaredShape,
      dtype: variable.declaredDtype,
      trainable: variable.trainable,
      constraint: this.#ids.of('constraint', variable.constraint),
      synchronization: variable.synchronization,
      aggregation: variable.aggregation,
      collections: this.#collectionsOf(variable),
    });
  }

  #partitioned(whole: PartitionedVariable, at: string): JsonObject {
    const shards = [...whole];
    return this.#identified(whole, at, whole.shape, () => shards.map((shard) => readValue(shard)), {
      name: whole.name,
      shape: whole.shape,
      dtype: whole.declaredDtype,
      partitions: whole.partitions,
      len: whole.length,
      shards: shards.map((shard) => this.#shard(shard)),
    });
  }

  #listed(shard: Variable, at: string): JsonObject {
    return this.#identified(shard, at, shard.shape, () => readValue(shard), this.#shard(shard));
  }

  #shard(shard: Variable): JsonObject {
    const slice = shard.saveSliceInfo;
    return {
      name: shard.name,
      shape: shard.declaredShape,
      dtype: shard.declaredDtype,
      trainable: shard.trainable,
      constraint: this.#ids.of('constraint', shard.constraint),
      collections: this.#collectionsOf(shard),
      slice: slice && {
        full_name: slice.fullName,
        full_shape: slice.fullShape,
        var_offset: slice.varOffset,
        var_shape: slice.varShape,
        spec: slice.spec,
      },
    };
  }

  #tensor(tensor: Tensor, at: string): JsonObject {
    return this.#identified(tensor, at, tensor.shape, () => readValue(tensor), { shape: tensor.shape, dtype: tensor.dtype });
  }

  /** Adds whether an event has returned this object before and, if none has, its value. */
  #identified(object: unknown, at: string, shape: PartialShape, read: () => Json, facts: JsonObject): JsonObject {
    const sameAs = this.#recorder.sameAs(object, at);
    facts['same_as'] = sameAs;
    if (sameAs !== null) return facts;
    facts['value'] = null;
    if (hasValue(shape)) this.#recorder.awaitValue((value) => (facts['value'] = value ?? null), read);
    return facts;
  }
}

/** Whether an item of a collection is a loss, or a tensor that is no variable. */
function isComputed(item: unknown): item is RegularizationLoss | Tensor {
  return isLoss(item) || (isTensor(item) && !isVariable(item));
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}
