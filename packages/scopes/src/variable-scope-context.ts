import { AUTO_REUSE } from '@varscope/spec';
import {
  AuxiliaryTypeError,
  GraphMismatchError,
  NestingError,
  ReuseInvalidError,
  ReuseWithoutNameError,
  ScopeNameMissingError,
  ScopeTypeError,
} from '@varscope/spec/errors';
import { currentFrame, enterFrame, frameOf, insideNameScope, isThenable, isVariable, leaveFrame, refuseAsyncFunction, runInFrame, type Frame, type Graph } from '@varscope/store';
import { requireOptions } from './require-options.js';
import { scopeOf } from './root-scope.js';
import { VariableScope } from './scope.js';
import { entrySettings, type ScopeOverrides } from './scope-settings.js';
import { uniqueScopeName } from './unique-scope-name.js';
import type { VariableScopeOptions } from './variable-scope-options.js';

const OPTIONS: ReadonlySet<string> = new Set([
  'reuse', 'initializer', 'regularizer', 'cachingDevice', 'partitioner', 'customGetter', 'dtype', 'useResource', 'constraint',
  'defaultName', 'values', 'auxiliaryNameScope',
] satisfies (keyof VariableScopeOptions)[]);

/** What the first entry of a scope decides for the later ones. */
interface Decision {
  /** The name below the current scope, or the scope to enter again. */
  readonly target: string | VariableScope;
  /** What is passed to the name scope; `undefined` leaves it as it is. */
  readonly nameScope: string | undefined;
  readonly originalNameScope: string;
  readonly overrides: ScopeOverrides;
  /** A scope that is entered again is the same object in every entry through this context. */
  scope: VariableScope | null;
}

/** An entry that has not been left. */
interface Entry {
  readonly frame: Frame;
  readonly outer: Frame;
  readonly scope: VariableScope;
  readonly isReentry: boolean;
}

/**
 * A variable scope that has not been entered: what `tf.variable_scope(…)` is before `with`. It can be entered more than
 * once; the later entries take their name in the scope of that moment and keep the original name scope of the first.
 */
export class VariableScopeContext {
  readonly #nameOrScope: string | VariableScope | null;
  readonly #options: VariableScopeOptions;
  readonly #graph: Graph | null;
  #decision: Decision | null = null;
  readonly #entries: Entry[] = [];

  /**
   * @throws ScopeNameMissingError without a name and a default name.
   * @throws ArgumentTypeError for an option that does not exist.
   * @throws ReuseInvalidError, AuxiliaryTypeError for values that these options cannot have.
   */
  constructor(nameOrScope: string | VariableScope | null, options: VariableScopeOptions = {}) {
    requireOptions('variableScope', options, OPTIONS);
    const { reuse = null, defaultName = null, auxiliaryNameScope = true } = options;
    if (defaultName === null && (nameOrScope === null || nameOrScope === undefined)) {
      throw new ScopeNameMissingError('If default_name is None then name_or_scope is required');
    }
    if (reuse !== null && typeof reuse !== 'boolean' && reuse !== AUTO_REUSE) {
      throw new ReuseInvalidError('The reuse parameter must be True or False or None.', { found: String(reuse) });
    }
    if (typeof auxiliaryNameScope !== 'boolean') {
      throw new AuxiliaryTypeError(`The auxiliary_name_scope must be \`True\` or \`False\`, while get ${String(auxiliaryNameScope)}`);
    }
    this.#nameOrScope = nameOrScope ?? null;
    this.#options = options;
    this.#graph = graphOf(options.values ?? []);
  }

  /** Enters the scope until `exit()`; for synchronous blocks. */
  enter(): VariableScope {
    const entry = this.#open();
    enterFrame(entry.frame, entry.scope.name);
    this.#entries.push(entry);
    return entry.scope;
  }

  /**
   * Leaves the scope.
   * @throws NestingError when it is not the current one; it stays open then.
   * @throws AsyncScopeError when it was still open after its synchronous block, and nobody has been told yet.
   */
  exit(): void {
    const entry = this.#entries.at(-1);
    if (entry === undefined) throw new NestingError('Improper nesting of variable_scope.');
    const error = leave(entry);
    this.#entries.pop();
    close(entry, false);
    if (error !== null) throw error;
  }

  /** Runs `body` in the scope and gives its result; the body may be async where the current scope follows an `await`. */
  run<R>(body: (scope: VariableScope) => R): R {
    refuseAsyncFunction(body);
    const entry = this.#open();
    let isAsync = false;
    try {
      const result = runInFrame(entry.frame, () => body(entry.scope));
      isAsync = isThenable(result);
      return result;
    } finally {
      close(entry, isAsync);
    }
  }

  #open(): Entry {
    const outer = this.#graph === null ? currentFrame() : frameOf(this.#graph);
    const { frame: current, decision } = this.#decide(outer);
    this.#decision = decision;
    const { target } = decision;
    const isReentry = typeof target !== 'string';
    const scope = isReentry ? this.#reentered(decision, target, outer) : this.#below(decision, target, outer);
    const counts = isReentry ? outer.counts.reopen(scope.name) : outer.counts.open(target, scope.name);
    return { frame: { ...current, scope, counts, outer: currentFrame() }, outer, scope, isReentry };
  }

  /** Opens the name scope and, the first time, decides what every entry has in common. */
  #decide(outer: Frame): { frame: Frame; decision: Decision } {
    if (this.#decision !== null) return { frame: inside(outer, this.#decision.nameScope), decision: this.#decision };
    const { auxiliaryNameScope = true } = this.#options;
    const kept = auxiliaryNameScope ? undefined : outer.nameScope === '' ? '' : `${outer.nameScope}/`;
    const named = this.#nameOrScope;
    if (named === null) return this.#decideDefault(outer, kept);
    if (typeof named !== 'string' && !(named instanceof VariableScope)) {
      throw new ScopeTypeError('VariableScope: name_or_scope must be a string or VariableScope.');
    }
    const own = typeof named === 'string' ? named : named.name.split('/').at(-1);
    const nameScope = kept ?? (own === '' ? undefined : own);
    const frame = inside(outer, nameScope);
    const opened = nameScope === undefined ? '' : asPrefix(frame.nameScope);
    const originalNameScope = typeof named === 'string' ? opened : named.originalNameScope;
    return { frame, decision: { target: named, nameScope, originalNameScope, overrides: this.#options, scope: null } };
  }

  #decideDefault(outer: Frame, kept: string | undefined): { frame: Frame; decision: Decision } {
    if (this.#options.reuse) throw new ReuseWithoutNameError('reuse=True cannot be used without a name_or_scope');
    const defaultName = this.#options.defaultName as string; // the constructor has seen to it
    const nameScope = kept ?? defaultName;
    const frame = inside(outer, nameScope);
    const target = uniqueScopeName(outer, defaultName);
    const originalNameScope = asPrefix(frame.nameScope);
    return { frame, decision: { target, nameScope, originalNameScope, overrides: this.#options, scope: null } };
  }

  #below(decision: Decision, name: string, outer: Frame): VariableScope {
    const current = scopeOf(outer);
    const settings = entrySettings(current.settings, decision.overrides);
    // A reuse that was inherited once is kept in later entries.
    if (settings.reuse !== false) this.#decision = { ...decision, overrides: { ...decision.overrides, reuse: settings.reuse } };
    return new VariableScope(outer.graph, current.prefix + name, decision.originalNameScope, settings, this.#exitOnce);
  }

  #reentered(decision: Decision, target: VariableScope, outer: Frame): VariableScope {
    const settings = entrySettings(target.settings, decision.overrides);
    decision.scope ??= new VariableScope(outer.graph, target.name, target.originalNameScope, settings, this.#exitOnce);
    return decision.scope;
  }

  readonly #exitOnce = (): void => {
    this.exit();
  };
}

function leave({ frame, outer }: Entry): Error | null {
  try {
    return leaveFrame(frame);
  } catch (error) {
    // TensorFlow leaves the name scope even then.
    const { nameScope, names } = outer;
    Object.assign(currentFrame(), { nameScope, names });
    throw error;
  }
}

/** What the end of an entry does to the counts outside: an async body goes on with counts of its own. */
function close({ frame, outer, isReentry }: Entry, isAsync: boolean): void {
  if (!isReentry) outer.counts.close(frame.counts, isAsync); // else those outside are as they were just after the entry
}

function inside(outer: Frame, nameScope: string | undefined): Frame {
  return nameScope === undefined ? outer : insideNameScope(outer, nameScope);
}

function asPrefix(nameScope: string): string {
  return nameScope === '' ? '' : `${nameScope}/`;
}

/** The graph of the variables among `values`; `null` when there are none. */
function graphOf(values: readonly unknown[]): Graph | null {
  const graphs = new Set<Graph>(values.filter(isVariable).map((variable) => variable.graph));
  const [graph, ...others] = graphs;
  if (others.length > 0) throw new GraphMismatchError('The values of a scope must be from the same graph.');
  return graph ?? null;
}
