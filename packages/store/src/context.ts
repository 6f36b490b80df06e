import { AsyncScopeError, NestingError, type CreationSite } from '@varscope/spec/errors';
import type { VariableCreator } from '@varscope/spec';
import { createAsyncVariable } from '#async-context';
import type { DeviceStack } from './device/device-stack.js';
import type { Graph } from './graph.js';
import type { ScopeCounts } from './scope-counts.js';
import type { UniqueNames } from './unique-names.js';
import type { VariableStore } from './variable-store.js';

/** Variable creators, the innermost first. */
export interface CreatorStack {
  readonly creator: VariableCreator;
  readonly outer: CreatorStack | null;
}

/** What is current: the graph, and where in it the running code is. */
export interface Frame {
  readonly graph: Graph;
  /** The current variable scope, an object of the package `scopes`; `null` is the root scope of the graph. */
  readonly scope: object | null;
  /** The current name scope without final `/`; empty at the root. Only a scope that is left out of order replaces it and `names`. */
  nameScope: string;
  /** The names in use in that name scope. */
  names: UniqueNames;
  readonly devices: DeviceStack;
  readonly creators: CreatorStack | null;
  readonly store: VariableStore;
  readonly counts: ScopeCounts;
  /** Finds where in the user's code the variable was asked for that is being made; `null` where nobody has asked. */
  readonly requestedAt: (() => CreationSite) | null;
  readonly outer: Frame | null;
}

/** Where the frame of the running code is kept; `using` and `enter` replace it there, callbacks get a cell of their own. */
interface Cell {
  /** `null` where nothing has been made current yet. */
  frame: Frame | null;
  /** Scopes that were entered without a callback and are open, the innermost last. */
  readonly entries: Entry[];
}

/** A scope that was entered without a callback. */
interface Entry {
  readonly frame: Frame;
  readonly name: string;
  /** The one that the code around was in, in whatever cell. */
  readonly outer: Entry | null;
  /** Whether it outlived the synchronous block that it was entered in, and whether anybody has been told. */
  escape: 'none' | 'silent' | 'told';
}

// The one piece of module-level state: what is current.
const storage = createAsyncVariable<Cell>();
/** The innermost entry that the running code is in: what tells it from code that an entry of the same cell is no business of. */
const entered = createAsyncVariable<Entry | null>();
const rootCell: Cell = { frame: null, entries: [] };
/** Bodies that go on after an `await` which the context could not follow: what they find as current is the root. */
let strays = 0;

/**
 * The current frame, if anything has been made current; `currentFrame` makes a default graph where nothing has.
 * @throws AsyncScopeError when it cannot be known, because a scope did not follow an `await`.
 */
export function peekFrame(): Frame | null {
  const cell = storage.get() ?? rootCell;
  if (cell.entries.length > 0) refuseEscape(cell.entries);
  if (strays > 0 && cell === rootCell) throw strayError();
  return cell.frame;
}

/** @throws AsyncScopeError when an entry has escaped, or the running code is not in the block of the innermost one. */
function refuseEscape(entries: readonly Entry[]): void {
  const innermost = entries.at(-1) as Entry; // there is one
  const isElsewhere = entered.set !== undefined && entered.get() !== innermost;
  const escaped = isElsewhere ? innermost : entries.find((entry) => entry.escape !== 'none');
  if (escaped === undefined) return;
  escaped.escape = 'told';
  throw escapedError(escaped.name);
}

/** The nearest frame of `graph` around the running code, or its root. Never throws: it serves scopes that are named explicitly. */
export function frameOf(graph: Graph): Frame {
  for (let frame = (storage.get() ?? rootCell).frame; frame !== null; frame = frame.outer) {
    if (frame.graph === graph) return frame;
  }
  return rootFrame(graph);
}

/**
 * Makes `graph` the default: the one that is current where no other was made current.
 * @throws NestingError inside a graph or a scope.
 */
export function setDefaultGraph(graph: Graph): Frame {
  if (storage.get() !== undefined || (rootCell.frame !== null && rootCell.frame.outer !== null)) {
    throw new NestingError('The default graph cannot be replaced inside a graph or a scope.');
  }
  return (rootCell.frame = rootFrame(graph));
}

/**
 * Runs `body` with `frame` current and gives its result. A body may be async where the context follows an `await`.
 * @throws AsyncScopeError for an async body elsewhere.
 * @throws NestingError when the body leaves a scope open that it entered.
 */
export function runInFrame<R>(frame: Frame, body: () => R): R {
  refuseAsyncFunction(body);
  const cell: Cell = { frame, entries: [] };
  const result = storage.run(cell, body);
  if (cell.entries.length > 0 && !isThenable(result)) throw nestingError();
  if (!storage.followsAwait && isThenable(result)) refuseStray(result);
  return result;
}

/**
 * For bodies that are wrapped before they run in a frame, and are to be refused before anything happens.
 * @throws AsyncScopeError for an async function where the context cannot follow an `await`.
 */
export function refuseAsyncFunction(body: unknown): void {
  if (!storage.followsAwait && Object.prototype.toString.call(body) === '[object AsyncFunction]') throw asyncBodyError();
}

/** Makes `frame` current until `leaveFrame`: for `using` and for scopes that are entered by hand, in synchronous blocks. */
export function enterFrame(frame: Frame, name: string): void {
  const cell = storage.get() ?? rootCell;
  const entry: Entry = { frame, name, outer: entered.get() ?? null, escape: 'none' };
  cell.frame = frame;
  cell.entries.push(entry);
  entered.set?.(entry);
  queueMicrotask(() => {
    if (entry.escape === 'none' && cell.entries.includes(entry)) entry.escape = 'silent';
  });
}

/**
 * Ends `enterFrame`.
 * @returns the error to throw when the scope outlived its synchronous block and nobody has been told.
 * @throws NestingError when `frame` is not the current one; it stays open then.
 */
export function leaveFrame(frame: Frame): AsyncScopeError | null {
  const cell = storage.get() ?? rootCell;
  const entry = cell.entries.at(-1);
  if (entry === undefined || entry.frame !== frame || cell.frame !== frame) throw nestingError();
  cell.entries.pop();
  cell.frame = frame.outer;
  entered.set?.(entry.outer);
  return entry.escape === 'silent' ? escapedError(entry.name) : null;
}

/** Whether a body's result is still to come. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

function rootFrame(graph: Graph): Frame {
  return {
    graph,
    scope: null,
    nameScope: '',
    names: graph.names,
    devices: null,
    creators: null,
    store: graph.store,
    counts: graph.scopeCounts,
    requestedAt: null,
    outer: null,
  };
}

function refuseStray(result: PromiseLike<unknown>): never {
  strays++;
  const settled = (): void => {
    strays--;
  };
  result.then(settled, settled);
  throw asyncBodyError();
}

const ADVICE =
  'Call the methods of the scope object (`scope.getVariable(…)` works anywhere), or enter the captured scope again after each `await`.';

function asyncBodyError(): AsyncScopeError {
  return new AsyncScopeError(
    `The body of a scope returned a promise, and here the current scope cannot follow an \`await\`. ${ADVICE}`,
  );
}

function strayError(): AsyncScopeError {
  return new AsyncScopeError(
    `The body of a scope is still running after an \`await\` that its scope could not follow, so the current scope is not known. ${ADVICE}`,
  );
}

function escapedError(name: string): AsyncScopeError {
  return new AsyncScopeError(
    `The scope '${name}' was entered with \`using\` or \`enter()\` and was still open when its synchronous block ended: it cannot follow an \`await\`, and the code that called its function may have run in it. Use the callback form. ${ADVICE}`,
  );
}

function nestingError(): NestingError {
  return new NestingError('Improper nesting of variable_scope.');
}
