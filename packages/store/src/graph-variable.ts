import {
  add,
  clone,
  gather,
  gatherND,
  sub,
  Tensor,
  tidy,
  Variable as TfjsVariable,
  type DataType,
  type DataTypeMap,
  type NumericDataType,
  type TensorLike,
} from '@tensorflow/tfjs-core';
import {
  DATA_AT_HOME,
  dtypeInfo,
  formatShape,
  shapesCompatible,
  type Constraint,
  type DeviceSpecLike,
  type DType,
  type DTypeInfo,
  type PartialShape,
  type SaveSliceInfo,
  type VariableAggregation,
  type VariableLike,
  type VariableSynchronization,
} from '@varscope/spec';
import {
  ArgumentTypeError,
  AssignDTypeError,
  AssignShapeError,
  FailedPreconditionError,
  InitialValueDTypeError,
  VariableDisposedError,
  describeSite,
  type CreationSite,
  type TensorFlowErrorClass,
} from '@varscope/spec/errors';
import { nextTensorId, register, release, reshape, retain, unregister } from './engine.js';
import type { FindResidence, Residence } from './device/residence.js';
import type { Graph } from './graph.js';
import { indexTensor } from './index-tensor.js';
import { checkInitialShape, checkTensorRange, computedValue, type ComputedValue, type InitialValueSource } from './initial-value.js';
import { VARIABLE_BRAND } from './is-variable.js';
import { ndSlices, rowSlices, scatter, type FindSlices, type ScatterOperation } from './scatter.js';
import { valueElsewhere } from './value-elsewhere.js';
import { VariablesInitializer } from './variables-initializer.js';

/** Everything a variable is made of. */
export interface VariableRecipe {
  readonly graph: Graph;
  readonly opName: string;
  /** The name of the variable: that of its op with `:0`, unless it was given an empty one. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly declaredShape: PartialShape;
  readonly dtype: DType;
  readonly trainable: boolean;
  readonly constraint: Constraint | null;
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
  readonly device: string;
  readonly cachingDevice: DeviceSpecLike | null;
  /** `null` for a value that goes where it is used. */
  readonly findResidence: FindResidence | null;
  readonly initialValue: InitialValueSource;
  readonly createdAt: CreationSite;
}

/**
 * A variable: a tfjs variable, for any op and any optimizer, that knows what TensorFlow knows of it.
 * It owns its value; `dispose()` or `graph.dispose()` frees it.
 */
export class GraphVariable extends TfjsVariable implements VariableLike {
  /** TensorFlow's name, with `:0`. tfjs lets names be changed, and then does not find the variable any more. */
  declare readonly name: string;
  readonly graph: Graph;
  /** The op that holds it; its name is the variable's without `:0`. */
  readonly op: { readonly name: string };
  /** The shape that was asked for, with `null` for an open dimension; `shape` is that of the present value. */
  readonly declaredShape: PartialShape;
  /** The TensorFlow dtype; `dtype` is that of its storage. */
  readonly declaredDtype: DType;
  readonly constraint: Constraint | null;
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
  /** The device string that TensorFlow gives it. */
  readonly device: string;
  /** Where reads are cached, as it was asked for. */
  readonly cachingDevice: DeviceSpecLike | null;
  /** Where a shard lies in its partitioned variable; `null` for other variables. */
  saveSliceInfo: SaveSliceInfo | null = null;
  static {
    Object.defineProperty(this.prototype, VARIABLE_BRAND, { value: true });
    Object.defineProperty(this.prototype, DATA_AT_HOME, {
      get(this: GraphVariable) {
        return this.#dataId;
      },
    });
    Object.defineProperty(this.prototype, 'dataId', {
      get(this: GraphVariable) {
        return this.#dataId ?? this.#readWithoutValue();
      },
      set: () => undefined, // tfjs's constructor assigns before there is a `#dataId`
    });
  }

  /** Called once, for the first value: a deferred graph may be built before there is a backend. */
  #findResidence: FindResidence | null;
  #residence: Residence | null = null;
  #initialValue: InitialValueSource;
  readonly #createdAt: CreationSite;
  /** What tfjs reads as `dataId`; `null` without a value. */
  #dataId: object | null = null;
  /** Whether it still has the value it was created with. */
  #isUntouched = false;
  #executions = 0;
  #disposers: (() => void)[] = [];

  /** Made by `new Variable(…)` and `getVariable`. Without a value it waits for its initializer. */
  constructor(recipe: VariableRecipe, value: ComputedValue | null) {
    const storage = (dtypeInfo(recipe.dtype) as DTypeInfo).storage; // a dtype of the table
    const data = { shape: recipe.shape, dtype: storage } as unknown as Tensor; // all that tfjs reads, but for the ignored `dataId`
    super(data, recipe.trainable, recipe.name, nextTensorId());
    this.graph = recipe.graph;
    this.op = { name: recipe.opName };
    this.declaredDtype = recipe.dtype;
    this.constraint = recipe.constraint;
    this.synchronization = recipe.synchronization;
    this.aggregation = recipe.aggregation;
    this.device = recipe.device;
    this.cachingDevice = recipe.cachingDevice;
    this.declaredShape = recipe.declaredShape;
    this.#findResidence = recipe.findResidence;
    this.#initialValue = recipe.initialValue;
    this.#createdAt = recipe.createdAt;
    register(this); // may throw, so before anything is held
    if (value !== null) {
      this.#adopt(value.tensor);
      this.#isUntouched = true;
    }
    recipe.graph.variables.set(recipe.opName, this);
  }

  /** Whether it has a value: from its initializer, an assignment or a restore. */
  get isInitialized(): boolean {
    return this.#dataId !== null;
  }

  /** Where in the user's code it was created. */
  get createdAt(): string | undefined {
    return describeSite(this.#createdAt);
  }

  /** The op that initializes it: `v.initializer.run()`. */
  get initializer(): VariablesInitializer {
    return new VariablesInitializer([this]);
  }

  override data<D extends DataType = NumericDataType>(): Promise<DataTypeMap[D]> {
    return this.#atHome(() => super.data<D>());
  }

  override dataSync<D extends DataType = NumericDataType>(): DataTypeMap[D] {
    return this.#atHome(() => super.dataSync<D>());
  }

  override bytes(): Promise<Uint8Array[] | Uint8Array> {
    return this.#atHome(() => super.bytes());
  }

  /** The current value as a new tensor, owned by the caller; differentiable. */
  readValue(): Tensor {
    this.#requireValue();
    return clone(this as Tensor);
  }

  /** The same as `readValue`. */
  value(): Tensor {
    return this.readValue();
  }

  /** The value if there is one, else the initial value, without initializing the variable; owned by the caller. */
  initializedValue(): Tensor {
    this.throwIfDisposed();
    if (this.isInitialized || this.graph.initializing.supply(this)) return this.readValue();
    const { tensor, isOwned } = this.#initialValue.compute(this.#executions++); // TensorFlow runs the ops of its initializer, too
    return isOwned ? tensor : clone(tensor);
  }

  /**
   * Replaces the value, initializing the variable if need be; returns the variable, which is a tensor of the new value.
   * Constraints are not applied: optimizers do that.
   * @throws AssignShapeError, AssignDTypeError when the value does not fit the variable.
   * @throws ValueRangeError when an element does not fit the declared dtype.
   */
  override assign(value: Tensor | TensorLike): this {
    this.throwIfDisposed();
    const { tensor, isOwned } = this.#fitting(value);
    try {
      this.#checkShape(tensor, this.declaredShape);
      checkTensorRange(tensor, this.declaredDtype);
      this.#adopt(tensor);
    } finally {
      if (isOwned) tensor.dispose();
    }
    return this;
  }

  /**
   * Adds `delta`, which has the shape of the variable; returns the variable.
   * @throws AssignShapeError, AssignDTypeError when `delta` does not fit the variable.
   * @throws ValueRangeError when the sum of integers does not fit the declared dtype; TensorFlow lets it wrap.
   */
  assignAdd(delta: Tensor | TensorLike): this {
    return this.#accumulate('add', delta);
  }

  /** Subtracts `delta`; otherwise as `assignAdd`. */
  assignSub(delta: Tensor | TensorLike): this {
    return this.#accumulate('sub', delta);
  }

  /** Sets rows: `v[indices[i]] = updates[i]`. `indices` is int32 of any shape, `updates` has its shape and then a row's. */
  scatterUpdate(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('update', rowSlices, indices, updates);
  }

  /** Adds to rows; a row named twice is added to twice. */
  scatterAdd(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('add', rowSlices, indices, updates);
  }

  /** Subtracts from rows. */
  scatterSub(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('sub', rowSlices, indices, updates);
  }

  /** Multiplies rows. */
  scatterMul(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('mul', rowSlices, indices, updates);
  }

  /** Divides rows. */
  scatterDiv(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('div', rowSlices, indices, updates);
  }

  /** Takes the smaller of a row and its update. */
  scatterMin(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('min', rowSlices, indices, updates);
  }

  /** Takes the larger of a row and its update. */
  scatterMax(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('max', rowSlices, indices, updates);
  }

  /** Sets elements or slices: the last axis of `indices` counts along the first axes of the variable. */
  scatterNdUpdate(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('update', ndSlices, indices, updates);
  }

  /** Adds to elements or slices. */
  scatterNdAdd(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('add', ndSlices, indices, updates);
  }

  /** Subtracts from elements or slices. */
  scatterNdSub(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('sub', ndSlices, indices, updates);
  }

  /** Takes the smaller of an element or slice and its update. */
  scatterNdMin(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('min', ndSlices, indices, updates);
  }

  /** Takes the larger of an element or slice and its update. */
  scatterNdMax(indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#scatter('max', ndSlices, indices, updates);
  }

  /** Rows of the variable as a new tensor; differentiable. */
  sparseRead(indices: Tensor | TensorLike): Tensor {
    this.#requireResource();
    return tidy(() => gather(this as Tensor, indexTensor(indices)));
  }

  /** Elements or slices of the variable as a new tensor. tfjs has no gradient of it. */
  gatherNd(indices: Tensor | TensorLike): Tensor {
    this.#requireResource();
    return tidy(() => gatherND(this as Tensor, indexTensor(indices)));
  }

  /** Calls `callback` when the variable is disposed. */
  onDispose(callback: () => void): void {
    this.#disposers.push(callback);
  }

  /** Frees the value and the name: the graph, its collections and stores forget the variable. Safe to call twice. */
  override dispose(): void {
    if (this.isDisposed) return;
    this.forgetValue();
    this.isDisposedInternal = true;
    unregister(this);
    this.#initialValue.dispose();
    this.graph.variables.delete(this.op.name);
    this.graph.names.release(this.op.name);
    this.graph.collections.remove(this);
    for (const callback of this.#disposers) callback();
    this.#disposers = [];
  }

  /** @throws VariableDisposedError when it was disposed. */
  override throwIfDisposed(): void {
    if (!this.isDisposed) return;
    throw new VariableDisposedError(`Variable ${this.op.name} was disposed.`, {
      variable: this.op.name,
      createdAt: this.createdAt,
    });
  }

  /** Gives it its initial value: the next execution of its initializer. */
  setInitialValue(): void {
    this.throwIfDisposed();
    const isSame = this.#isUntouched && (this.#executions === 0 || this.#initialValue.isConstant);
    if (!isSame) this.#takeInitialValue();
    this.#executions++;
  }

  /**
   * Gives it `value` as its initial value, in place of what it was created with. An initializer that is run later leaves it
   * that value, and throws when it has changed meanwhile, as nothing keeps the value here.
   * @param place Where the value is, for that error: `'in the checkpoint m-5'`.
   */
  initializeWith(value: Tensor | TensorLike, place: string): void {
    this.assign(value);
    this.#initialValue.dispose();
    this.#initialValue = valueElsewhere(this.op.name, place);
    this.#isUntouched = true;
  }

  /** Gives it its initial value, which `forgetValue` takes away again; its initializer does not count as executed. */
  borrowInitialValue(): void {
    this.#takeInitialValue();
  }

  /** Leaves it without a value, as a variable of a deferred graph is at first. */
  forgetValue(): void {
    if (this.#dataId === null) return;
    this.#atHome(() => { release(this); });
    this.#residence?.forgetCopies();
    this.#dataId = null;
  }

  #takeInitialValue(): void {
    this.#settle();
    const { tensor, isOwned } = this.#atHome(() => this.#initialValue.compute(this.#executions));
    try {
      checkInitialShape(tensor.shape, this.declaredShape);
      checkTensorRange(tensor, this.declaredDtype);
      this.#adopt(tensor);
    } finally {
      if (isOwned) tensor.dispose();
    }
  }

  #readWithoutValue(): object {
    this.throwIfDisposed();
    if (this.graph.initializing.supply(this)) return this.#dataId as object; // just supplied
    throw this.#valueMissing(`Attempting to use uninitialized value ${this.op.name}.`);
  }

  /** Makes the data of `tensor`, or of a copy at home, the value, and counts this as one more holder of it. */
  #adopt(tensor: Tensor): void {
    this.#isUntouched = false;
    this.#settle();
    const own = this.#residence?.bring(tensor) ?? tensor;
    const dataId = this.#atHome(() => own.dataId);
    if (dataId === this.#dataId) return;
    this.forgetValue();
    if (!shapesCompatible(this.shape, tensor.shape)) reshape(this, tensor);
    this.#dataId = dataId;
    this.#atHome(() => { retain(this); });
    if (own !== tensor) own.dispose();
  }

  /** Decides where the value stays. */
  #settle(): void {
    const residence = this.#findResidence?.() ?? null;
    this.#findResidence = null;
    if (residence === null) return;
    this.#residence = residence;
    // Of this variable alone, so that others pay nothing for it.
    const get = (): object => residence.dataFor({ dataId: this.#dataId ?? this.#readWithoutValue(), shape: this.shape, dtype: this.dtype });
    Object.defineProperty(this, 'dataId', { get });
  }

  #atHome<R>(body: () => R): R {
    return this.#residence === null ? body() : this.#residence.run(body);
  }

  #fitting(value: Tensor | TensorLike): ComputedValue {
    try {
      return computedValue(value, this.declaredDtype);
    } catch (error) {
      if (!InitialValueDTypeError.isInstance(error)) throw error;
      throw new AssignDTypeError(`Cannot assign a value of another dtype to variable '${this.name}'.`, {
        ...error.details,
        variable: this.op.name,
      });
    }
  }

  #checkShape(tensor: Tensor, shape: PartialShape): void {
    if (shapesCompatible(shape, tensor.shape)) return;
    const [expected, found] = [formatShape(shape), formatShape(tensor.shape)];
    throw new AssignShapeError(
      `Cannot assign value to variable '${this.name}': Shape mismatch. The variable shape ${expected}, and the assigned value shape ${found} are incompatible.`,
      { variable: this.op.name, expected, found },
    );
  }

  #accumulate(operation: 'add' | 'sub', delta: Tensor | TensorLike): this {
    const info = dtypeInfo(this.declaredDtype) as DTypeInfo; // a dtype of the table
    if (info.kind === 'bool' || info.kind === 'string') {
      throw new ArgumentTypeError(`Variable ${this.op.name} of dtype ${info.name} has no ${operation}.`, { variable: this.op.name });
    }
    return this.#update((value) => {
      const operand = this.#fitting(delta).tensor;
      this.#checkShape(operand, this.shape);
      if (info.kind === 'integer') return scatter(operation, value, { offsets: [0], size: value.size }, operand, info);
      return operation === 'add' ? add(value, operand) : sub(value, operand);
    });
  }

  #scatter(operation: ScatterOperation, find: FindSlices, indices: Tensor | TensorLike, updates: Tensor | TensorLike): this {
    return this.#update((value) => {
      const operand = this.#fitting(updates).tensor;
      const slices = find(value.shape, indexTensor(indices), operand.shape);
      return scatter(operation, value, slices, operand, dtypeInfo(this.declaredDtype) as DTypeInfo); // a dtype of the table
    });
  }

  #update(compute: (value: Tensor) => Tensor): this {
    this.#requireResource();
    const tensor = this.#atHome(() => tidy(() => compute(this as Tensor)));
    try {
      return this.assign(tensor);
    } finally {
      tensor.dispose();
    }
  }

  /** @throws VariableDisposedError, FailedPreconditionError when there is no value to read. */
  #requireValue(): void {
    this.throwIfDisposed();
    void this.dataId; // the getter of a variable without a value throws
  }

  /** The same for what TensorFlow does to the resource itself, and finds none: it has another error for that. */
  #requireResource(): void {
    this.throwIfDisposed();
    if (this.isInitialized || this.graph.initializing.supply(this)) return;
    throw this.#valueMissing(`Container localhost does not exist. (Could not find resource: localhost/${this.op.name})`, 'NotFoundError');
  }

  #valueMissing(message: string, tensorflowError?: TensorFlowErrorClass): FailedPreconditionError {
    const details = { variable: this.op.name, createdAt: this.createdAt };
    return new FailedPreconditionError(`${message} Run its initializer, assign to it or restore it first.`, details, tensorflowError);
  }
}
