import * as tf from '@tensorflow/tfjs-core';
import type { Backend, InitializeBackend } from '../backend.js';
import { BackendUnavailableError } from '../errors/backend-unavailable-error.js';
import { UnimplementedError } from '../errors/unimplemented-error.js';
import { SERVED_DEVICES, type ServesDevices } from '../served-devices.js';

/** The two functions of a test framework that are needed; those of vitest, Jest, Mocha and `node:test` are such. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

type Check = (backend: Backend, initialize: InitializeBackend<unknown>) => Promise<void> | void;

const CHECKS: Readonly<Record<string, Check>> = {
  'is the current backend, and says its name and the devices that it serves': saysWhatItIs,
  'has registered the gradients of tfjs': registersGradients,
  'says what it can do': saysWhatItCanDo,
  'gives back the values that it is given': givesBackValues,
  'reads without waiting what it computed, or throws': readsWithoutWaiting,
  'computes what TensorFlow computes, forward and backward': computesWhatTensorFlowComputes,
  'names the op whose kernel is missing or wrong': namesWhatIsWrong,
  'trains a variable': trains,
  'tells what lies on it': tellsWhatLiesOnIt,
  'adds up the elements of a tensor that has none': sumsNothing,
  'gives up the tensors that it gathers from': givesUpWhatItGathersFrom,
  'leaves no tensor behind when it tests itself': leavesNothingBehind,
  'stays as it is, with the tensors on it, when it is initialized again': staysAsItIs,
  'starts once when it is initialized twice at once': startsOnce,
  'stops, and starts again': stopsAndStartsAgain,
  'says that it was disposed of, where it or a tensor on it is used again': saysThatItWasDisposed,
};

/**
 * The tests that every adapter of a backend passes: `describeBackend('wasm', initializeWasm, { describe, it })` in a test
 * file. Each starts the backend and stops it. A failed check throws an error that says what was found.
 */
export function describeBackend(name: string, initialize: InitializeBackend<never>, { describe, it }: TestRunner): void {
  const start: InitializeBackend<unknown> = () => initialize(); // all options have defaults
  describe(`the ${name} backend`, () => {
    for (const [title, check] of Object.entries(CHECKS)) it(title, () => run(check, start));
  });
}

async function run(check: Check, initialize: InitializeBackend<unknown>): Promise<void> {
  const tensors = tf.engine().state.numTensors;
  const backend = await initialize();
  try {
    await check(backend, initialize);
  } finally {
    backend.dispose();
  }
  demandEqual(tf.engine().state.numTensors, tensors, 'the number of tensors after it was disposed');
}

function saysWhatItIs(backend: Backend): void {
  demandEqual(tf.getBackend(), backend.name, 'the current backend');
  demand(backend.deviceNames.length > 0, 'it serves no device');
  for (const device of backend.deviceNames) demand(/^\/device:[A-Z]+:\d+$/.test(device), `a device is called ${device}`);
  const onTfjs = (tf.backend() as ServesDevices)[SERVED_DEVICES];
  demandEqual(String(onTfjs), String(backend.deviceNames), 'what the backend of tfjs says that it serves');
}

function registersGradients(): void {
  for (const kernel of ['Identity', 'Conv2D', 'GatherV2']) demand(tf.getGradient(kernel) !== undefined, `${kernel} has no gradient`);
}

function saysWhatItCanDo({ capabilities }: Backend): void {
  const { threads, dtypes, floatPrecision, maxTextureSide, maxBufferBytes } = capabilities;
  demand(Number.isInteger(threads) && threads >= 1, `it has ${threads} threads`);
  for (const dtype of ['float32', 'int32', 'bool'] as const) demand(dtypes.includes(dtype), `it holds no ${dtype}`);
  demand([16, 32].includes(floatPrecision), `its floats have ${floatPrecision} bits`);
  for (const limit of [maxTextureSide, maxBufferBytes]) demand(limit === null || limit > 0, `a limit is ${limit}`);
}

async function givesBackValues({ capabilities }: Backend): Promise<void> {
  const exact = capabilities.floatPrecision === 32;
  for (const shape of [[], [0], [1], [7], [3, 257], [2, 3, 4, 5]]) {
    const size = tf.util.sizeFromShape(shape);
    const floats = Float32Array.from({ length: size }, (_, index) => (exact ? Math.fround(Math.sin(index)) : index % 64) - 0.5);
    await demandGivenBack(tf.tensor(floats, shape), floats);
    const integers = Int32Array.from({ length: size }, (_, index) => index * 31 - 400);
    await demandGivenBack(tf.tensor(integers, shape, 'int32'), integers);
  }
  await demandGivenBack(tf.tensor1d([true, false, true], 'bool'), Uint8Array.of(1, 0, 1));
}

async function demandGivenBack(tensor: tf.Tensor, expected: ArrayLike<number>): Promise<void> {
  // What computed with it shows that the values were really there.
  const computed = tensor.dtype === 'bool' ? tf.logicalAnd(tensor, tensor) : tf.add(tensor, tensor);
  const factor = tensor.dtype === 'bool' ? 1 : 2;
  try {
    const [given, found] = await Promise.all([tensor.data(), computed.data()]);
    demandEqual(String(given), String(expected), `the ${tensor.dtype} values of shape [${tensor.shape}]`);
    demandEqual(String(found), String(Array.from(expected, (value) => value * factor)), `the sum of those of shape [${tensor.shape}]`);
  } finally {
    tf.dispose([tensor, computed]);
  }
}

function readsWithoutWaiting(): void {
  const given = Float32Array.from({ length: 2000 }, (_, index) => index - 1000); // too many to be left to the processor
  const computed = tf.tidy(() => tf.neg(tf.tensor1d(given)));
  try {
    demandEqual(String(computed.dataSync()), String(given.map((value) => 0 - value)), 'the values that were read without waiting');
  } catch (error) {
    if (!UnimplementedError.isInstance(error)) throw error;
  } finally {
    computed.dispose();
  }
}

async function computesWhatTensorFlowComputes(backend: Backend): Promise<void> {
  const report = await backend.selfTest();
  demand(report.ops.length > 50, `it tested ${report.ops.length} ops`);
  demand(report.passed && report.problems.length === 0, report.problems.join('\n'));
  const measured = await backend.measureOps();
  demandEqual(measured.map(({ op }) => op).join('\n'), report.ops.map(({ op }) => op).join('\n'), 'the ops that it measured');
  for (const { op, forward, gradient } of measured) demand(forward.works && gradient?.works !== false, `it measured that ${op} fails`);
}

async function namesWhatIsWrong({ name, selfTest }: Backend): Promise<void> {
  const ops = ['softplus', 'neg'];
  const softplus = tf.getKernel('Softplus', name);
  const { kernelFunc: neg } = tf.getKernel('Neg', name);
  const { kernelFunc: log } = tf.getKernel('Log', name);
  tf.unregisterKernel('Softplus', name);
  try {
    const missing = await selfTest({ ops });
    demandProblem(missing.problems, /softplus fails: .*Softplus/);
    tf.registerKernel({ ...softplus, kernelFunc: neg });
    const wrong = await selfTest({ ops });
    demandProblem(wrong.problems, /softplus is wrong by \d/);
    tf.unregisterKernel('Softplus', name);
    tf.registerKernel({ ...softplus, kernelFunc: log });
    const special = await selfTest({ ops });
    demandProblem(special.problems, /softplus gives NaN/);
    demand(![missing, wrong, special].some(({ passed }) => passed), 'it passed');
    tf.unregisterKernel('Softplus', name);
  } finally {
    tf.registerKernel(softplus);
  }
  demand((await selfTest({ ops })).passed, 'it does not pass with its own kernels');
  const misspelled = await selfTest({ ops: ['softpluss'] }).then(() => null, String);
  demand(misspelled?.includes('softpluss') === true, 'it passes the test of an op that does not exist');
}

function demandProblem(problems: readonly string[], words: RegExp): void {
  demand(problems.some((problem) => words.test(problem)), `it names these problems: ${problems.join('\n')}`);
  demand(!problems.some((problem) => / neg /.test(problem)), `it finds fault with what is right: ${problems.join('\n')}`);
}

async function trains(): Promise<void> {
  const target = [3, -1, 0.5];
  const weight = tf.tidy(() => tf.variable(tf.zeros([3])));
  const optimizer = tf.train.sgd(0.25);
  try {
    const loss = (): tf.Scalar => tf.sum(tf.square(tf.sub(weight, tf.tensor1d(target))));
    for (let step = 0; step < 3; step++) optimizer.minimize(loss, false, [weight]);
    const found = await weight.data<'float32'>();
    const expected = target.map((value) => value * (1 - 2 ** -3)); // every step halves the distance
    demand(expected.every((value, index) => Math.abs(value - found[index]!) < 1e-2), `it trains ${expected} to ${String(found)}`);
  } finally {
    weight.dispose();
    optimizer.dispose();
  }
}

function tellsWhatLiesOnIt(backend: Backend): void {
  const before = backend.memory();
  const tensor = tf.tidy(() => tf.neg(tf.ones([1000])));
  const meanwhile = backend.memory();
  tensor.dispose();
  demandEqual(meanwhile.buffers, before.buffers + 1, 'the number of buffers with one more tensor');
  demandEqual(backend.memory().buffers, before.buffers, 'the number of buffers without it');
  const { allocatedBytes } = meanwhile;
  demand(allocatedBytes === null || allocatedBytes >= 4000, `it says that it has taken ${allocatedBytes} bytes`);
}

async function sumsNothing(): Promise<void> {
  const sums = tf.tidy(() => [tf.sum(tf.zeros([0])), tf.sum(tf.zeros([0, 2]), 0)]);
  try {
    const values = await Promise.all(sums.map((sum) => sum.data()));
    demandEqual(values.map(String).join(), '0,0,0', 'the sums of nothing');
  } finally {
    tf.dispose(sums);
  }
}

async function givesUpWhatItGathersFrom(backend: Backend): Promise<void> {
  const { buffers } = backend.memory();
  const gathered = tf.tidy(() => tf.gatherND(tf.tensor1d([5, 6]), tf.tensor2d([[1]], [1, 1], 'int32')));
  try {
    demandEqual(String(await gathered.data()), '6', 'what it gathers');
    demandEqual(backend.memory().buffers, buffers + 1, 'the number of buffers with what it gathered');
  } finally {
    gathered.dispose();
  }
}

async function leavesNothingBehind(backend: Backend): Promise<void> {
  const ops = ['matMul', 'conv2d', 'softplus', 'fft', 'einsum'];
  const before = { tensors: tf.engine().state.numTensors, buffers: backend.memory().buffers };
  const kernel = tf.getKernel('Conv2DBackpropFilter', backend.name);
  tf.unregisterKernel('Conv2DBackpropFilter', backend.name); // so that a gradient fails after it has begun
  try {
    const { problems } = await backend.selfTest({ ops });
    demand(problems.length > 0, 'it passes without a kernel');
  } finally {
    tf.registerKernel(kernel);
  }
  await backend.selfTest({ ops });
  demandEqual(tf.engine().state.numTensors, before.tensors, 'the number of tensors');
  demandEqual(backend.memory().buffers, before.buffers, 'the number of buffers');
}

async function staysAsItIs(backend: Backend, initialize: InitializeBackend<unknown>): Promise<void> {
  const running = tf.backend();
  const tensor = tf.tensor1d([1, 2, 3]);
  try {
    const again = await initialize();
    demand(tf.backend() === running, 'it was started anew');
    demandEqual(JSON.stringify(again.capabilities), JSON.stringify(backend.capabilities), 'what it can do');
    demandEqual(String(await tensor.data()), '1,2,3', 'the values of a tensor');
  } finally {
    tensor.dispose();
  }
}

async function startsOnce(backend: Backend, initialize: InitializeBackend<unknown>): Promise<void> {
  const { name } = backend;
  backend.dispose();
  const { factory } = tf.engine().registryFactory[name]!; // it was started from there
  let starts = 0;
  tf.engine().registryFactory[name]!.factory = () => {
    starts++;
    return factory();
  };
  try {
    const [first, second] = await Promise.all([initialize(), initialize()]);
    first.dispose();
    const isRunning = tf.getBackend() === name;
    second.dispose();
    demand(starts <= 1 && !isRunning, 'two of it were started');
  } finally {
    tf.engine().registryFactory[name]!.factory = factory;
  }
}

async function stopsAndStartsAgain(backend: Backend, initialize: InitializeBackend<unknown>): Promise<void> {
  backend.dispose();
  backend.dispose(); // nothing to do
  demand(tf.getBackend() !== backend.name, 'it is the current backend after it was disposed');
  const again = await initialize();
  try {
    backend.dispose(); // this one has stopped; the other goes on
    demandEqual(tf.getBackend(), backend.name, 'the current backend');
    demandEqual(JSON.stringify(again.capabilities), JSON.stringify(backend.capabilities), 'what it can do');
    await demandGivenBack(tf.tensor1d([1, 2, 3]), [1, 2, 3]);
  } finally {
    again.dispose();
  }
}

async function saysThatItWasDisposed(backend: Backend, initialize: InitializeBackend<unknown>): Promise<void> {
  const tensor = tf.tidy(() => tf.neg(tf.ones([2000])));
  const attempts: Readonly<Record<string, () => unknown>> = {
    memory: () => backend.memory(),
    selfTest: () => backend.selfTest({ ops: ['neg'] }),
    measureOps: () => backend.measureOps(),
    data: () => tensor.data(),
    dataSync: () => tensor.dataSync(),
    'an op of the backend that was started anew': () => tf.neg(tensor),
  };
  backend.dispose();
  const again = await initialize();
  try {
    for (const [title, attempt] of Object.entries(attempts)) {
      const failure = await Promise.resolve().then(attempt).then(() => 'nothing', (reason: unknown) => reason);
      demand(BackendUnavailableError.isInstance(failure), `${title} of what was disposed of throws ${String(failure)}`);
    }
  } finally {
    tensor.dispose();
    again.dispose();
  }
}

function demandEqual(found: unknown, expected: unknown, what: string): void {
  demand(found === expected, `${what}: expected ${String(expected)}, found ${String(found)}`);
}

function demand(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(`The backend is not as it should be: ${otherwise}.`);
}
