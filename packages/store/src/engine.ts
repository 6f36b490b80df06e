import { engine, keep, type KernelBackend, type Tensor, type TensorInfo, type Variable } from '@tensorflow/tfjs-core';
import { VariableNameError } from '@varscope/spec/errors';
import { isVariable } from './is-variable.js';

// Every access to tfjs's engine that its documentation does not promise. `engine.test.ts` holds tfjs to it.

/** What the engine has beside its declared members. */
interface EngineInternals {
  nextTensorId(): number;
  backendInstance: KernelBackend | null | undefined;
}

type Registry = Record<string, Variable>;

/** Looks a variable up by the TensorFlow name, and throws where two live variables have it. */
interface SharedName {
  (): never;
  holders: Set<Variable>;
}

function internals(): EngineInternals {
  return engine() as unknown as EngineInternals; // private in the declarations
}

function registry(): Registry {
  return engine().state.registeredVariables;
}

/** The id of a new tensor, larger than that of every tensor before. */
export function nextTensorId(): number {
  return internals().nextTensorId();
}

/** Whether a backend is ready to compute. */
export function isBackendReady(): boolean {
  return internals().backendInstance !== null && internals().backendInstance !== undefined;
}

/** Whether a backend can compute now; one that need not be waited for is started. */
export function canCompute(): boolean {
  try {
    return engine().backend !== undefined; // the getter starts it, or throws
  } catch {
    return false;
  }
}

/** The backends that have started, by name; the current one comes first. */
export function startedBackends(): KernelBackend[] {
  const current = currentBackend();
  const others = Object.values(engine().registry).filter((backend) => backend !== current);
  return current === null ? others : [current, ...others];
}

/** The backend that computes now; `null` before one has started, and while another one starts. */
export function currentBackend(): KernelBackend | null {
  return internals().backendInstance ?? null;
}

/**
 * Runs `body` with a backend that has started as the current one, for as long as it runs synchronously. tfjs's own
 * `setBackend` is asynchronous, and sets all kernels up again.
 */
export function withBackend<R>(backend: KernelBackend, body: () => R): R {
  const tfjs = engine();
  const [outerName, outer] = [tfjs.backendName, currentBackend()];
  if (backend === outer) return body();
  const setCurrent = (name: string, instance: KernelBackend | null): void => {
    tfjs.backendName = name;
    internals().backendInstance = instance;
  };
  setCurrent(Object.keys(tfjs.registry).find((name) => tfjs.registry[name] === backend) ?? outerName, backend);
  try {
    return body();
  } finally {
    setCurrent(outerName, outer);
  }
}

/** The backend that holds data; `undefined` when nothing does any more. */
export function backendOf(dataId: object): KernelBackend | undefined {
  return engine().state.tensorInfo.get(dataId)?.backend;
}

/** The value of `source` as a new tensor on `backend`, wherever it is now, which it does not leave; no `tidy` disposes it. */
export function copyTo(backend: KernelBackend, { dataId, shape, dtype }: TensorInfo): Tensor {
  const { state } = engine();
  const values = engine().readSync(dataId).slice() as Float32Array; // any array of values; backends may keep what they are given
  const moves = state.numDataMovesStack.pop();
  if (moves !== undefined) state.numDataMovesStack.push(moves + 1); // else tfjs's own tests take it for a leak of the kernel
  return keep(engine().makeTensor(values, [...shape], dtype, backend));
}

/** Counts `variable` as one more holder of its data; the engine never disposes it with a `tidy`. */
export function retain(variable: Variable): void {
  engine().incRef(variable, engine().backend);
}

/** Gives up the hold of `variable` on its data. */
export function release(variable: Variable): void {
  engine().disposeTensor(variable);
}

/** Gives a variable the shape of `tensor`. */
export function reshape(variable: Variable, tensor: Tensor): void {
  const { shape, size, strides, rankType } = tensor;
  Object.assign(variable, { shape: [...shape], size, strides, rankType });
}

/**
 * Puts a variable into tfjs's registry, which is one for the whole page and keyed by name: by that optimizers look up
 * what they update. It is listed under its TensorFlow name as long as one live variable has that name. Of two, each is
 * listed under its `registeredName`, and a look-up by the other throws instead of updating the wrong one.
 * @throws VariableNameError when a variable that is not of Varscope has the name.
 */
export function register(variable: Variable): void {
  const variables = registry();
  const { name } = variable;
  if (!Object.hasOwn(variables, name)) {
    variables[name] = variable;
    return;
  }
  const found = Object.getOwnPropertyDescriptor(variables, name) as PropertyDescriptor; // it has one
  if (found.get === undefined && !isVariable(found.value)) {
    throw new VariableNameError(`tfjs already has a variable named '${name}', made without Varscope.`);
  }
  // Only this module makes accessors there.
  const holders = found.get === undefined ? shareName(found.value as Variable) : (found.get as SharedName).holders;
  holders.add(variable);
  enlist(variable, true);
}

/** Takes a variable out of tfjs's registry. */
export function unregister(variable: Variable): void {
  const variables = registry();
  const { name } = variable;
  delete variables[uniqueName(variable)];
  const found = Object.getOwnPropertyDescriptor(variables, name);
  if (found?.value === variable) delete variables[name];
  if (found?.get === undefined) return;
  const { holders } = found.get as SharedName; // only this module makes accessors there
  holders.delete(variable);
  const [last, ...others] = holders;
  if (last === undefined || others.length > 0) return;
  enlist(last, false);
  Object.defineProperty(variables, name, { value: last, configurable: true, enumerable: true, writable: true });
}

/** A name that tfjs's registry has for this variable alone, and finds it by from now on. */
export function registeredName(variable: Variable): string {
  const name = uniqueName(variable);
  if (!Object.hasOwn(registry(), name)) enlist(variable, false);
  return name;
}

/**
 * Frees what a gradient that failed had saved for its backward pass: tfjs does so only after one that succeeds. Inside
 * of another gradient it does nothing; the tape belongs to that one.
 */
export function releaseTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0) return;
  for (const { saved = [] } of state.activeTape ?? []) for (const tensor of saved) tensor.dispose();
  state.activeTape = [];
}

function uniqueName({ name, id }: Variable): string {
  return `${name}#${id}`;
}

/** Puts a variable into the registry under its unique name; whoever goes through all variables is to find it once. */
function enlist(variable: Variable, isEnumerable: boolean): void {
  Object.defineProperty(registry(), uniqueName(variable), { value: variable, configurable: true, enumerable: isEnumerable });
}

/** Makes the name of `holder` one that several variables may have. */
function shareName(holder: Variable): Set<Variable> {
  const { name } = holder;
  const get: SharedName = Object.assign(
    (): never => {
      throw new VariableNameError(
        `Two live variables are named '${name}', and tfjs looks variables up by name. Use minimize() of @varscope/training, or dispose of one graph.`,
      );
    },
    { holders: new Set([holder]) },
  );
  Object.defineProperty(registry(), name, { get, configurable: true, enumerable: false });
  enlist(holder, true);
  return get.holders;
}
