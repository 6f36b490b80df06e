import {
  dtypeInfo,
  GraphKeys,
  isFullyDefined,
  type DType,
  type VariableCreation,
  type VariableLike,
} from '@varscope/spec';
import {
  CollectionsTypeError,
  ConstraintNotCallableError,
  creationSite,
  DTypeInvalidError,
  DuplicateNodeError,
  InitialValueMissingError,
} from '@varscope/spec/errors';
import type { CreatorStack, Frame } from './context.js';
import { currentFrame } from './current-frame.js';
import { resolveDevice } from './device/resolve-device.js';
import { GraphVariable, type VariableRecipe } from './graph-variable.js';
import { checkInitialShape, type ComputedValue } from './initial-value.js';
import { initialValueSource } from './initial-value-source.js';
import { resolveDistribution } from './resolve-distribution.js';

/** What TensorFlow 1.x adds to a graph with every variable, beside its initial value: the variable, its assignment, its read. */
const OPS_OF_A_VARIABLE = 3;

/** Makes a variable as the creators of the current frame have it made, in the end by `makeVariable`. */
export function createVariable(options: VariableCreation): VariableLike {
  return callCreators(currentFrame().creators, options);
}

function callCreators(creators: CreatorStack | null, options: VariableCreation): VariableLike {
  if (creators === null) return makeVariable(options);
  return creators.creator((next) => callCreators(creators.outer, { ...options, ...next }), Object.freeze(options));
}

/**
 * Makes a variable in the current graph, under a name that is unique in the current name scope.
 *
 * The order of the checks is TensorFlow's: what is refused before the name is chosen leaves the name free, and what
 * fails later, in the initial value, uses it up.
 */
function makeVariable(options: VariableCreation): GraphVariable {
  const frame = currentFrame();
  frame.graph.requireAlive();
  const name = options.name ?? 'Variable';
  const distribution = resolveDistribution(options, name);
  if (options.initialValue === null || options.initialValue === undefined) {
    throw new InitialValueMissingError(
      'The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither.',
    );
  }
  const collections = resolveCollections(options.collections, distribution.trainable);
  requireCallable(options.constraint);
  requireDType(options.dtype);
  const opName = openName(frame, name);
  const source = initialValueSource(options, opName, frame);
  const isDeferred = frame.graph.initialization === 'deferred';
  const known = isDeferred ? declared(options) : null;
  let value: ComputedValue | null = null;
  try {
    value = known === null ? source.compute(0) : null;
    if (value !== null) checkInitialShape(value.tensor.shape, options.shape);
    const { shape, dtype } = known ?? { shape: (value as ComputedValue).tensor.shape, dtype: (value as ComputedValue).dtype }; // computed where it is not known
    const type = options.useResource === false ? 'VariableV2' : 'VarHandleOp';
    const recipe: VariableRecipe = {
      graph: frame.graph,
      opName,
      shape,
      declaredShape: options.shape ?? shape,
      dtype,
      ...distribution,
      constraint: options.constraint,
      device: frame.devices === null ? '' : resolveDevice(frame.devices, { name: opName, type, shape, dtype }),
      cachingDevice: options.cachingDevice,
      validateShape: options.validateShape,
      initialValue: source,
      createdAt: creationSite(),
    };
    const variable = new GraphVariable(recipe, isDeferred ? null : value);
    frame.graph.seeds.countOps(OPS_OF_A_VARIABLE);
    for (const key of collections) frame.graph.collections.add(key, variable);
    return variable;
  } catch (error) {
    source.dispose();
    throw error;
  } finally {
    if (value?.isOwned === true) value.tensor.dispose();
  }
}

/** The shape and dtype of a deferred variable, where they are known without computing its initial value. */
function declared(options: VariableCreation): { shape: readonly number[]; dtype: DType } | null {
  const { shape, dtype, initialValue } = options;
  if (typeof initialValue !== 'function' || shape === null || dtype === null || !isFullyDefined(shape)) return null;
  return { shape, dtype };
}

function resolveCollections(collections: unknown, trainable: boolean): Set<string> {
  const given = collections ?? [GraphKeys.GLOBAL_VARIABLES];
  if (!Array.isArray(given) && !(given instanceof Set)) {
    throw new CollectionsTypeError(
      `collections argument to Variable constructor must be a list, tuple, or set. Got ${String(given)} of type ${typeof given}`,
    );
  }
  const keys = new Set(given as Iterable<string>); // TensorFlow does not look at the keys either
  if (trainable) keys.add(GraphKeys.TRAINABLE_VARIABLES);
  return keys;
}

function requireCallable(constraint: unknown): void {
  if (constraint !== null && typeof constraint !== 'function') {
    throw new ConstraintNotCallableError(
      `Argument \`constraint\` must be None or a callable. a callable. Got a ${typeof constraint}:  ${String(constraint)}`,
    );
  }
}

function requireDType(dtype: unknown): void {
  if (dtype !== null && (typeof dtype !== 'string' || dtypeInfo(dtype) === undefined)) {
    throw new DTypeInvalidError(`Cannot convert the argument \`type_value\`: ${String(dtype)} to a TensorFlow DType.`);
  }
}

/** Chooses the op name; only an absolute name, with a final `/`, can be one that is taken. */
function openName(frame: Frame, name: string): string {
  const opName = frame.graph.names.openScope(frame.nameScope, name);
  if (frame.graph.variables.has(opName)) {
    throw new DuplicateNodeError(`Duplicate node name in graph: '${opName}'`, { variable: opName });
  }
  return opName;
}
