import {
  add,
  dispose,
  memory,
  mul,
  scalar,
  square,
  sum,
  Tensor,
  tidy,
  variable,
  Variable,
  variableGrads,
  type Scalar,
} from '@tensorflow/tfjs-core';
import {
  asTensor,
  AUTO_REUSE,
  completeRequest,
  isPartitionedVariable,
  type CustomGetter,
  type Partitioner,
  type Shape,
  type VariableRequest,
  type VariableResult,
} from '@varscope/spec';
import { composeCustomGetters } from '../compose-custom-getters.js';
import { transformingGetter } from '../transforming-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './fake-variable-store.js';
import { rampInitializer } from './ramp-initializer.js';

/** One thing that a custom getter has to do. */
export interface CustomGetterCheck {
  /** A sentence about behaviour: the name of a test. */
  readonly name: string;
  /** Throws an error that says what the getter did instead. */
  readonly run: () => void;
}

/** Options of `customGetterChecks`. */
export interface CustomGetterCheckOptions {
  /** Makes what the variables come from. Default: a fake; the real thing is a graph of `@varscope/store`. */
  readonly createStore?: () => GetterTestStore;
  /** The options of a request that the getter replaces on purpose. */
  readonly changes?: readonly (keyof VariableRequest)[];
  /** Whether gradients pass the getter to the trainable variables that it gets, or stop there. Default `'pass'`. */
  readonly gradients?: 'pass' | 'stop';
}

const NAME = 'model/kernel';
const SHAPE: Shape = [6, 4];
const inThree: Partitioner = (shape) => shape.map((_, axis) => (axis === 0 ? 3 : 1));

/**
 * The checks that a custom getter has to pass: it keeps shapes, reuses, composes, takes partitioned variables, keeps
 * gradients and leaves no tensor behind. Needs a tfjs backend and, for the check of gradients, tfjs's gradients.
 *
 * @param createGetter Called anew for every check.
 * @example
 * for (const { name, run } of customGetterChecks(() => myGetter())) it(name, run);
 */
export function customGetterChecks(
  createGetter: () => CustomGetter,
  options: CustomGetterCheckOptions = {},
): readonly CustomGetterCheck[] {
  const { createStore = createFakeVariableStore, changes = [], gradients = 'pass' } = options;
  const check = (name: string, body: (session: Session) => void): CustomGetterCheck => ({
    name,
    run: () => {
      const store = createStore();
      try {
        tidy(() => {
          body(startSession(store, createGetter()));
        });
      } finally {
        store.dispose();
      }
    },
  });
  return [
    check('gives kernels, vectors and scalars the shape that was asked for', keepsShapes),
    check('passes the request on', (session) => {
      passesRequestOn(session, changes);
    }),
    check('finds its variables again when they are reused', (session) => {
      findsAgain(session, false, true);
    }),
    check('finds its variables again with AUTO_REUSE', (session) => {
      findsAgain(session, AUTO_REUSE, AUTO_REUSE);
    }),
    check('composes with a getter outside of it', composesOutside),
    check('takes a tensor from a getter inside of it', composesInside),
    check('gives a partitioned variable what it gives a whole one', (session) => {
      takesPartitions(session, createStore, createGetter);
    }),
    gradients === 'pass'
      ? check('lets gradients pass to every trainable variable that it gets', passesGradients)
      : check('lets no gradient pass', stopsGradients),
    check('leaves behind no tensor but the one it gives', leavesNothingBehind),
    check('leaves no tensor behind when the getter that it calls throws', leavesNothingBehindOnErrors),
  ];
}

/** A store, the getter under test, and a record of what reached the store. */
interface Session {
  readonly getter: CustomGetter;
  readonly requests: { readonly name: string; readonly options: VariableRequest; readonly result: VariableResult }[];
  /** Asks for a variable through the getter under test, or others; the record is the last getter. */
  ask(options?: Partial<VariableRequest>, name?: string, getters?: readonly CustomGetter[]): VariableResult;
}

function startSession(store: GetterTestStore, getter: CustomGetter): Session {
  const requests: Session['requests'] = [];
  const record: CustomGetter = (next, name, options) => {
    // Extra variables get the same values in every store.
    const result = next(name, { ...options, initializer: options.initializer ?? rampInitializer });
    requests.push({ name, options, result });
    return result;
  };
  return {
    getter,
    requests,
    ask: (options = {}, name = NAME, getters = [getter]) => {
      const request = { shape: SHAPE, initializer: rampInitializer, reuse: false, ...options };
      return store.getVariable(name, request, composeCustomGetters(...getters, record));
    },
  };
}

function keepsShapes({ ask }: Session): void {
  for (const shape of [[], [3], [6, 4], [2, 3, 4]]) {
    const found = tensorOf(ask({ shape }, `model/rank_${shape.length}`)).shape;
    demand(sameList(found, shape), `gave a tensor of shape [${found}] for a variable of shape [${shape}]`);
  }
}

function passesRequestOn({ ask, requests }: Session, changes: readonly (keyof VariableRequest)[]): void {
  const request = completeRequest({
    shape: SHAPE,
    initializer: rampInitializer,
    regularizer: () => null,
    constraint: (value) => value.clone(),
    collections: ['model_variables'],
    reuse: AUTO_REUSE,
    trainable: true,
  });
  ask(request);
  if (requests.length === 0) return; // it has the value from elsewhere
  const lost = requests.map(({ options }) =>
    keysOf(request).filter((key) => !changes.includes(key) && !sameOption(options[key], request[key])),
  );
  const least = lost.reduce((one, other) => (other.length < one.length ? other : one));
  demand(least.length === 0, `did not pass on ${least.join(', ')} of the request`);
}

function findsAgain({ ask, requests }: Session, first: VariableRequest['reuse'], second: VariableRequest['reuse']): void {
  ask({ reuse: first });
  const created = requests.splice(0).map(({ name }) => name);
  ask({ reuse: second });
  const reused = requests.map(({ name }) => name);
  demand(sameList(created, reused), `asked for ${created.join(', ')} first and for ${reused.join(', ')} again`);
}

function composesOutside({ ask, getter }: Session): void {
  const twice = transformingGetter((value) => mul(value, 2));
  const alone = valuesOf(ask({}, 'model/alone'));
  const composed = valuesOf(ask({}, 'model/composed', [twice, getter]));
  demand(nearLists(composed, alone.map((value) => 2 * value)), 'gave other values to a getter outside of it');
}

function composesInside({ ask, getter }: Session): void {
  const copy = transformingGetter((value) => mul(value, 1));
  const { shape } = tensorOf(ask({}, NAME, [getter, copy]));
  demand(sameList(shape, SHAPE), `gave a tensor of shape [${shape}] when it got a tensor of shape [${SHAPE}]`);
}

function takesPartitions({ ask }: Session, createStore: () => GetterTestStore, createGetter: () => CustomGetter): void {
  const partitioned = valuesOf(ask({ partitioner: inThree }));
  const other = createStore();
  try {
    const whole = valuesOf(startSession(other, createGetter()).ask());
    demand(nearLists(partitioned, whole), 'gave other values than for a variable that is not partitioned');
  } finally {
    other.dispose();
  }
}

function passesGradients(session: Session): void {
  const { trainable, reached } = gradientsOf(session);
  const missing = trainable.filter(({ name }) => !reached.has(name)).map(({ name }) => name);
  demand(missing.length === 0, `let no gradient pass to ${missing.join(', ')}`);
  const broken = [...reached].filter(([, values]) => values.some((value) => !Number.isFinite(value)));
  demand(broken.length === 0, `has a gradient of ${broken.map(([name]) => name).join(', ')} that is not finite`);
}

function stopsGradients(session: Session): void {
  const { trainable, reached } = gradientsOf(session);
  const found = trainable.filter(({ name }) => reached.has(name)).map(({ name }) => name);
  demand(found.length === 0, `let gradients pass to ${found.join(', ')}`);
}

/** The gradients of the sum of squares of what the getter gives, by the names of the variables. */
function gradientsOf({ ask, requests }: Session): {
  readonly trainable: readonly Variable[];
  readonly reached: ReadonlyMap<string, readonly number[]>;
} {
  ask();
  const results = requests.flatMap(({ result }) => (isPartitionedVariable(result) ? [...result] : [result]));
  const found = results.filter((result) => result instanceof Variable).filter((one) => one.trainable);
  const trainable = [...new Set<Variable>(found)];
  // tfjs fails when a loss depends on no variable; this one is always depended on.
  const anchor = variable(scalar(1));
  try {
    const loss = (): Scalar => add(sum(square(tensorOf(ask({ reuse: true })))), anchor); // the sum of scalars
    const { grads } = variableGrads(loss, [...trainable, anchor]);
    const reached = trainable.filter(({ name }) => grads[name]).map(({ name }) => [name, valuesOf(grads[name])] as const);
    return { trainable, reached: new Map(reached) };
  } finally {
    anchor.dispose();
  }
}

function leavesNothingBehind({ ask, getter }: Session): void {
  ask();
  const copy = transformingGetter((value) => mul(value, 1));
  for (const getters of [[getter], [getter, copy]]) {
    const before = memory().numTensors;
    const result = ask({ reuse: true }, NAME, getters);
    const made = memory().numTensors - before;
    const isNew = made > 0 && result instanceof Tensor && !(result instanceof Variable);
    demand(made <= (isNew ? 1 : 0), `left ${made - (isNew ? 1 : 0)} tensors behind`);
    if (isNew) dispose(result);
    demand(memory().numTensors === before, 'kept what it gave');
  }
}

function leavesNothingBehindOnErrors({ ask, getter, requests }: Session): void {
  ask();
  const calls = requests.length;
  for (let failing = 1; failing <= calls; failing++) {
    const problem = new Error('This call fails on purpose.');
    let call = 0;
    const fail: CustomGetter = (next, name, options) => {
      if (++call === failing) throw problem;
      return next(name, options);
    };
    const before = memory().numTensors;
    const thrown = errorOf(() => ask({ reuse: true }, NAME, [getter, fail]));
    demand(thrown === problem, `did not pass on the error of the getter's call ${failing}`);
    const left = memory().numTensors - before;
    demand(left === 0, `left ${left} tensors behind when the getter's call ${failing} failed`);
  }
}

function tensorOf(result: VariableResult): Tensor {
  if (result === null || result === undefined) throw new Error('The custom getter gave nothing.');
  return asTensor(result);
}

function valuesOf(result: VariableResult): number[] {
  return Array.from(tensorOf(result).dataSync());
}

function errorOf(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}

function keysOf(request: VariableRequest): (keyof VariableRequest)[] {
  return Object.keys(request) as (keyof VariableRequest)[]; // a complete request has these and no others
}

function sameOption(one: unknown, other: unknown): boolean {
  return Array.isArray(one) && Array.isArray(other) ? sameList(one, other) : one === other;
}

function sameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function nearLists(one: readonly number[], other: readonly number[]): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));
  return one.length === other.length && one.every((value, index) => near(value, other[index] as number)); // of one length
}

function demand(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(`The custom getter ${otherwise}.`);
}
