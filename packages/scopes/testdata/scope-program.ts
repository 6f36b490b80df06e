/**
 * Random programs of nested scopes, which run synchronously, or with an `await` before every step. What they note must be
 * the same in both, whatever else runs in between.
 */
import { zerosInitializer } from '@varscope/initializers';
import { AUTO_REUSE } from '@varscope/spec';
import { device, EagerVariableStore, getDefaultGraph, getNameScope, Graph, nameScope, uniqueName, Variable, variableCreatorScope } from '@varscope/store';
import { getVariable, getVariableScope, makeTemplate, variableScope, type VariableScope } from '../src/index.js';

/** Something that a program does at once, or around other steps. */
export type Step =
  | { readonly kind: 'getVariable' | 'variable' | 'uniqueName' | 'where' | 'throw' | 'using'; readonly name: string }
  | { readonly kind: 'scope' | 'defaultScope' | 'reenter' | 'nameScope' | 'device' | 'creator' | 'graph' | 'store' | 'attempt' | 'template'; readonly name: string; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly name: string; readonly branches: readonly (readonly Step[])[] };

/** A seeded source of numbers in [0, 1): Mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LEAVES = ['getVariable', 'getVariable', 'variable', 'uniqueName', 'where', 'using'] as const;
const SCOPES = ['scope', 'scope', 'defaultScope', 'defaultScope', 'reenter', 'nameScope', 'device', 'creator', 'graph', 'store', 'attempt', 'template'] as const;

/** A random program: between one and five steps, some with steps inside. `suffix` keeps the names of parallel branches apart. */
export function randomSteps(random: () => number, depth: number, suffix = ''): Step[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: 1 + Math.floor(random() * 4) }, (): Step => {
    const name = pick(['a', 'b', 'c']) + suffix;
    const dice = random();
    if (depth > 0 && dice < 0.08) {
      const branches = ['x', 'y'].map((branch) => randomSteps(random, depth - 1, `${suffix}${branch}`));
      return { kind: 'parallel', name, branches };
    }
    if (depth > 0 && dice < 0.6) return { kind: pick(SCOPES), name, steps: randomSteps(random, depth - 1, suffix) };
    return { kind: dice > 0.97 ? 'throw' : pick(LEAVES), name };
  });
}

/** A text, or the notes of a branch. */
type Note = string | Note[];

/** Where a program runs, and what it notes. */
export interface Run {
  readonly notes: Note[];
  /** The scopes that were opened, to be entered again. */
  readonly scopes: VariableScope[];
}

class ProgramError extends Error {}

/** Runs the steps without an `await`. An error of the program ends it and is noted. */
export function runSynchronously(steps: readonly Step[], run: Run): void {
  try {
    for (const step of steps) runStep(step, run);
  } catch (error) {
    note(run, error);
  }
}

function runStep(step: Step, run: Run): void {
  if (step.kind === 'parallel') {
    for (const [i, branch] of step.branches.entries()) inBranch(step.name, i, run, (own) => { runSynchronously(branch, own); });
  } else if (!('steps' in step)) {
    act(step.kind, step.name, run);
  } else if (step.kind === 'attempt') {
    runSynchronously(step.steps, run);
  } else {
    enter(step.kind, step.name, run, () => { for (const inner of step.steps) runStep(inner, run); });
  }
}

/** What is awaited before a step; `null` goes on at once. */
type Pause = () => Promise<void> | null;

/** Runs the steps with every body async, and what `pause` gives awaited before each of them. */
export async function runWithAwaits(steps: readonly Step[], run: Run, pause: Pause): Promise<void> {
  try {
    for (const step of steps) await runStepWithAwaits(step, run, pause);
  } catch (error) {
    note(run, error);
  }
}

async function runStepWithAwaits(step: Step, run: Run, pause: Pause): Promise<void> {
  const waiting = pause();
  if (waiting !== null) await waiting;
  if (step.kind === 'parallel') {
    await Promise.all(step.branches.map((branch, i) => inBranch(step.name, i, run, async (own) => runWithAwaits(branch, own, pause))));
  } else if (!('steps' in step)) {
    act(step.kind, step.name, run);
  } else if (step.kind === 'attempt') {
    await runWithAwaits(step.steps, run, pause);
  } else {
    await enter(step.kind, step.name, run, async () => { for (const inner of step.steps) await runStepWithAwaits(inner, run, pause); });
  }
}

/** A branch has a scope, notes and captured scopes of its own; its notes keep their place among those of the run. */
function inBranch<R>(name: string, index: number, run: Run, body: (own: Run) => R): R {
  const own: Run = { notes: [`branch ${index}`], scopes: [...run.scopes] };
  run.notes.push(own.notes);
  return variableScope(`${name}${index}`, { reuse: AUTO_REUSE }, () => body(own));
}

function enter<R>(kind: string, name: string, run: Run, body: () => R): R {
  const inScope = (scope: VariableScope): R => {
    run.scopes.push(scope);
    run.notes.push(`in ${scope.name} (${scope.originalNameScope})`);
    return body();
  };
  const options = { reuse: AUTO_REUSE } as const;
  switch (kind) {
    case 'scope':
      return variableScope(name, options, inScope);
    case 'defaultScope':
      return variableScope(null, { defaultName: name }, inScope);
    case 'reenter':
      return variableScope(run.scopes.at(-1) ?? getVariableScope(), options, inScope);
    case 'nameScope':
      return nameScope(name, body);
    case 'device':
      return device(`/job:${name}`, body);
    case 'creator':
      return variableCreatorScope((next, creation) => next({ ...creation, name: `${creation.name}_${name}` }), body);
    case 'graph':
      return getDefaultGraph().run(body);
    case 'store':
      return new EagerVariableStore().asDefault(body);
    default: {
      const template = makeTemplate(name, () => {
        run.notes.push(`template ${template.variableScopeName}`);
        return body();
      });
      return template();
    }
  }
}

function act(kind: string, name: string, run: Run): void {
  switch (kind) {
    case 'getVariable': {
      const { name: found, device: place } = getVariable(name, [1], { initializer: zerosInitializer, reuse: AUTO_REUSE });
      run.notes.push(`${found} ${place}`);
      return;
    }
    case 'variable': {
      const { name: made, device: place } = new Variable(0, { name });
      run.notes.push(`${made} ${place}`);
      return;
    }
    case 'uniqueName':
      run.notes.push(uniqueName(name));
      return;
    case 'using': {
      using scope = variableScope(name, { reuse: AUTO_REUSE });
      using inner = nameScope('inner');
      run.notes.push(`using ${scope.name} ${inner.name} ${getVariable('u', [1], { initializer: zerosInitializer }).name}`);
      return;
    }
    case 'throw':
      throw new ProgramError(name);
    default:
      run.notes.push(`at ${getVariableScope().name} in ${getNameScope()}`);
  }
}

function note(run: Run, error: unknown): void {
  run.notes.push(error instanceof ProgramError ? `caught ${error.message}` : `failed ${String(error).split('\n')[0]}`);
}

/** What every body noted, and the graphs that they ran in, for the caller to dispose. */
export interface Together {
  readonly notes: readonly (readonly Note[])[];
  readonly graphs: ReadonlySet<Graph>;
}

/** What a body notes that runs alone, and the names of its variables. */
export function runAlone(steps: readonly Step[], name: string): { readonly notes: readonly Note[]; readonly variables: readonly string[] } {
  using graph = new Graph({ initialization: 'deferred' });
  const run: Run = { notes: [], scopes: [] };
  graph.run(() => {
    variableScope(name, () => {
      runSynchronously(steps, run);
    });
  });
  return { notes: run.notes, variables: [...graph.variables.keys()] };
}

/** Runs all bodies at once, some of them in one graph; whoever waits goes on in a random order. */
export async function runTogether(
  bodies: readonly (readonly Step[])[],
  names: readonly string[],
  random: () => number,
): Promise<Together> {
  const shared = new Graph({ initialization: 'deferred' });
  const graphs = bodies.map(() => (random() < 0.5 ? shared : new Graph({ initialization: 'deferred' })));
  const waiting: (() => void)[] = [];
  const pause: Pause = () => (random() < 0.2 ? null : new Promise((resolve) => waiting.push(resolve)));
  const runs = bodies.map((): Run => ({ notes: [], scopes: [] }));
  let running = 0;
  for (const [i, steps] of bodies.entries()) {
    const run = runs[i] as Run; // there is one for every body, as there is a graph and a name
    // No async function: where the context cannot follow, it is found out when it has begun to run.
    const body = (): Promise<void> => {
      running++;
      return runWithAwaits(steps, run, pause).finally(() => running--);
    };
    try {
      void (graphs[i] as Graph).run(() => variableScope(names[i] as string, body));
    } catch (error) {
      note(run, error);
    }
  }
  while (running > 0 || waiting.length > 0) {
    const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
    next?.();
    if (random() < 0.7) await null;
  }
  for (let i = 0; i < 50; i++) await null; // for what does not pause any more
  return { notes: runs.map((run) => run.notes), graphs: new Set([shared, ...graphs]) };
}
