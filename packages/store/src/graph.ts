/// <reference lib="esnext.disposable" preserve="true" />
import { GraphMismatchError, InvalidArgumentError } from '@varscope/spec/errors';
import { GraphSeeds, installSeedSource } from '@varscope/random';
import { Collections } from './collections.js';
import { frameOf, peekFrame, runInFrame } from './context.js';
import type { GraphVariable } from './graph-variable.js';
import { InitializationRun } from './initialization-run.js';
import { ScopeCounts } from './scope-counts.js';
import { UniqueNames } from './unique-names.js';
import { VariableStore } from './variable-store.js';

/** When variables get their initial value: at creation, or when an initializer is run. */
export type Initialization = 'immediate' | 'deferred';

/** The options of a graph. */
export interface GraphOptions {
  /** Default `'immediate'`. `'deferred'` is TF1's: nothing is computed before an initializer or a restore gives the value. */
  readonly initialization?: Initialization;
  /** The graph-level seed, as `setRandomSeed` sets it. */
  readonly seed?: number | bigint | null;
  /** How ops without a seed get theirs under a graph seed: the rule of the 2.x releases (`'counter'`, default) or of TF 1.x. */
  readonly implicitSeeds?: 'counter' | 'op-count';
}

/**
 * A graph as TensorFlow 1.x has it, as far as variables go: a variable store, collections, a seed and the counters
 * that make names unique. Graphs do not know of each other; names may be equal in all of them.
 */
export class Graph {
  readonly initialization: Initialization;
  /** The default variable store. */
  readonly store: VariableStore = new VariableStore();
  readonly collections: Collections = new Collections();
  readonly names: UniqueNames = new UniqueNames();
  readonly seeds: GraphSeeds;
  /** How often every variable scope was opened, seen from the root. */
  readonly scopeCounts: ScopeCounts = new ScopeCounts();
  /** Every variable of the graph that has not been disposed, by op name, in order of creation. */
  readonly variables: Map<string, GraphVariable> = new Map();
  /** The initialization that is going on. */
  readonly initializing: InitializationRun = new InitializationRun();
  /** The root variable scope, made by the package `scopes` when it is first asked for. */
  rootScope: object | null = null;
  #isDisposed = false;

  /** @throws InvalidArgumentError for an unknown `initialization`. */
  constructor(options: GraphOptions = {}) {
    const initialization = options.initialization ?? 'immediate';
    if (initialization !== 'immediate' && initialization !== 'deferred') {
      throw new InvalidArgumentError(`initialization must be 'immediate' or 'deferred', not '${String(initialization)}'.`);
    }
    this.initialization = initialization;
    this.seeds = new GraphSeeds({ seed: options.seed, implicitSeeds: options.implicitSeeds });
    // Random ops outside of variables take their seeds from the current graph; before the first graph there is none.
    installSeedSource(() => peekFrame()?.graph.seeds ?? null);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /**
   * Runs `body` with this as the default graph: `with graph.as_default()`. Inside another scope of this graph its
   * current scope stays current.
   */
  run<R>(body: () => R): R {
    this.requireAlive();
    return runInFrame({ ...frameOf(this), outer: peekFrame() }, body);
  }

  /** Disposes every variable of the graph; other graphs and plain tfjs variables live on. Safe to call twice. */
  dispose(): void {
    this.#isDisposed = true;
    this.collections.clear(); // first: every variable looks for itself in them
    for (const variable of [...this.variables.values()]) variable.dispose();
  }

  /** @throws GraphMismatchError when the graph was disposed. */
  requireAlive(): void {
    if (this.#isDisposed) throw new GraphMismatchError('The graph was disposed; its variables are gone and it takes no new ones.');
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
