import {
  dtypeInfo,
  VARIABLE_COLLECTIONS,
  type DeviceSpecLike,
  type VariableCreation,
  type VariableLike,
} from '@varscope/spec';
import {
  ArgumentTypeError,
  CollectionsTypeError,
  ConstraintNotCallableError,
  creationSite,
  DTypeInvalidError,
  DuplicateNodeError,
  InitialValueMissingError,
} from '@varscope/spec/errors';
import type { CreatorStack, Frame } from './context.js';
import { currentFrame } from './current-frame.js';
import type { DeviceOperation } from './device/device-function.js';
import { residenceOn } from './device/residence.js';
import { GraphVariable, type VariableRecipe } from './graph-variable.js';
import { checkInitialShape, checkTensorRange, type ComputedValue, type InitialValueSource } from './initial-value.js';
import { initialValueSource } from './initial-value-source.js';
import { isVariable } from './is-variable.js';
import { resolveDistribution } from './resolve-distribution.js';

/** What TensorFlow 1.x adds to a graph with every variable, beside its initial value: the variable, its assignment, its read. */
const OPS_OF_A_VARIABLE = 3;

/**
 * Makes a variable as the creators of the current frame have it made, in the end by `makeVariable`.
 * @throws ArgumentTypeError when a creator returns something else.
 */
export function createVariable(options: VariableCreation): VariableLike {
  const variable = callCreators(currentFrame().creators, options);
  if (isVariable(variable)) return variable;
  throw new ArgumentTypeError(`A variable creator must return a variable, but for '${String(options.name)}' returned ${String(variable)}.`);
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
  const type = options.useResource === false ? 'VariableV2' : 'VarHandleOp';
  const opName = openName(frame, name, type);
  const source = initialValueSource(options, opName, frame);
  let value: ComputedValue | null = null;
  try {
    value = firstValue(frame, source);
    const computed = value as ComputedValue; // where it is not known
    const { shape, dtype } = source.known ?? { shape: computed.tensor.shape, dtype: computed.dtype };
    checkInitialShape(value?.tensor.shape ?? shape, options.shape);
    if (value !== null) checkTensorRange(value.tensor, dtype);
    const recipe: VariableRecipe = {
      graph: frame.graph,
      opName,
      name: name === '' && type === 'VarHandleOp' ? ':0' : `${opName}:0`,
      shape,
      declaredShape: options.shape ?? shape,
      dtype,
      trainable: distribution.trainable,
      synchronization: distribution.synchronization,
      aggregation: distribution.aggregation,
      constraint: options.constraint,
      ...placement(frame, { name: opName, type, shape, dtype }, options.cachingDevice),
      initialValue: source,
      createdAt: frame.requestedAt?.() ?? creationSite(),
    };
    const variable = new GraphVariable(recipe, frame.graph.initialization === 'deferred' ? null : value);
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

/** Where the variable is, and where readers find its value. */
function placement(
  { devices }: Frame,
  operation: Omit<DeviceOperation, 'device'>,
  cachingDevice: DeviceSpecLike | null,
): Pick<VariableRecipe, 'device' | 'cachingDevice' | 'findResidence'> {
  const device = devices?.place(operation) ?? '';
  const asked = typeof cachingDevice === 'function' ? cachingDevice({ device }) : (cachingDevice ?? '');
  const cache = asked === '' ? '' : (devices?.place({ ...operation, type: 'Identity' }, asked) ?? asked);
  return { device, cachingDevice, findResidence: residenceOn(device, cache, operation.dtype) };
}

/**
 * The value that a variable is created with. A deferred graph computes it only where nothing else tells shape and
 * dtype, reading the variables without a value as if they had been initialized.
 */
function firstValue({ graph }: Frame, source: InitialValueSource): ComputedValue | null {
  if (graph.initialization === 'immediate') return source.compute(0);
  return source.known === null ? graph.initializing.preview(() => source.compute(0)) : null;
}

const TRAINED = [VARIABLE_COLLECTIONS.GLOBAL_VARIABLES, VARIABLE_COLLECTIONS.TRAINABLE_VARIABLES];

function resolveCollections(given: unknown, trainable: boolean): Iterable<string> {
  if (given === null || given === undefined) return trainable ? TRAINED : [VARIABLE_COLLECTIONS.GLOBAL_VARIABLES];
  if (!Array.isArray(given) && !(given instanceof Set)) {
    throw new CollectionsTypeError(
      `collections argument to Variable constructor must be a list, tuple, or set. Got ${String(given)} of type ${typeof given}`,
    );
  }
  const keys = new Set(given as Iterable<string>); // TensorFlow does not look at the keys either
  if (trainable) keys.add(VARIABLE_COLLECTIONS.TRAINABLE_VARIABLES);
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

/**
 * Chooses the op name: only an absolute name, with a final `/`, can be one that is taken; an empty one stands for the
 * type of the op, as that of any op does in TensorFlow.
 */
function openName(frame: Frame, name: string, type: string): string {
  const { names, variables } = frame.graph;
  const opName = frame.names.openScope(frame.nameScope, name) || names.unique(type);
  const taken = variables.get(opName);
  if (taken === undefined) return opName;
  throw new DuplicateNodeError(`Duplicate node name in graph: '${opName}'`, { variable: opName, createdAt: taken.createdAt });
}
