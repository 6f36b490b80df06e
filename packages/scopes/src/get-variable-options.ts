import type {
  Constraint,
  CustomGetter,
  DeviceSpecLike,
  DType,
  InitializerLike,
  PartialShape,
  Partitioner,
  Regularizer,
  Reuse,
  VariableAggregation,
  VariableSynchronization,
} from '@varscope/spec';

/** The options of `getVariable`: what is absent or `null` is the default of the current scope, then TensorFlow's. */
export interface GetVariableOptions {
  /** `null` dimensions are unknown. A value as initializer decides the shape, and then none may be given. */
  readonly shape?: PartialShape | number | null;
  readonly dtype?: DType | null;
  /** An initializer, a factory of one, a function that computes the value, or the value. */
  readonly initializer?: InitializerLike | null;
  readonly regularizer?: Regularizer | null;
  /** Default: true, unless the synchronization is `ON_READ`. */
  readonly trainable?: boolean | null;
  /** Default: the global variables. Trainable variables join their collection in any case. */
  readonly collections?: readonly string[] | null;
  readonly cachingDevice?: DeviceSpecLike | null;
  readonly partitioner?: Partitioner | null;
  /** Kept for getters and creators. A shape that is known holds in any case, as in TensorFlow's resource variables. */
  readonly validateShape?: boolean;
  readonly useResource?: boolean | null;
  /** Takes the place of the getters of all scopes. */
  readonly customGetter?: CustomGetter | null;
  readonly constraint?: Constraint | null;
  readonly synchronization?: VariableSynchronization | null;
  readonly aggregation?: VariableAggregation | null;
  /** Overrides the scope's; here `false` is not `null`: it creates. */
  readonly reuse?: Reuse | null;
}

/** The options of a call, with a positional shape among them. */
export function mergeShape(
  shape: PartialShape | number | GetVariableOptions | null | undefined,
  options: GetVariableOptions | undefined,
): GetVariableOptions {
  if (isOptions(shape)) return shape;
  if (shape === null || shape === undefined) return options ?? {};
  return Object.assign({}, options, { shape }); // a spread that adds a property is slow in Node 20
}

function isOptions(value: unknown): value is GetVariableOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
