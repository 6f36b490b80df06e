import { AsyncScopeError, NestingError } from '@varscope/spec/errors';
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
  readonly outer: Frame | null;
}

/** Where the frame of the running code is kept; `using` and `enter` replace it there, callbacks get a cell of their own. */
interface Cell {
  /** `null` where nothing has been made current yet. */
  frame: Frame | null;
  /** Scopes that were entered without a callback and outlived the synchronous block they were entered in. */
  escaped: { readonly frame: Frame; readonly name: string }[];
}

// The one piece of module-level state: what is current.
const storage = createAsyncVariable<Cell>();
const rootCell: Cell = { frame: null, escaped: [] };
/** Bodies that go on after an `await` which the context could not follow: what they find as current is the root. */
let strays = 0;

/**
 * The current frame, if anything has been made current; `currentFrame` makes a default graph where nothing has.
 * @throws AsyncScopeError when it cannot be known, because a scope did not follow an `await`.
 */
export function peekFrame(): Frame | null {
  const cell = storage.get() ?? rootCell;
  if (cell.escaped.length > 0) throw escapedError((cell.escaped[0] as { name: string }).name); // it is not empty
  if (strays > 0 && cell === rootCell) throw strayError();
  return cell.frame;
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
  if (!storage.followsAwait && isAsyncFunction(body)) throw asyncBodyError();
  const cell: Cell = { frame, escaped: [] };
  const result = storage.run(cell, body);
  if (cell.frame !== frame && !isThenable(result)) throw nestingError();
  if (!storage.followsAwait && isThenable(result)) refuseStray(result);
  return result;
}

/** Makes `frame` current until `leaveFrame`: for `using` and for scopes that are entered by hand, in synchronous blocks. */
export function enterFrame(frame: Frame, name: string): void {
  const cell = storage.get() ?? rootCell;
  cell.frame = frame;
  queueMicrotask(() => {
    for (let open = cell.frame; open !== null; open = open.outer) {
      if (open === frame) cell.escaped.push({ frame, name });
    }
  });
}

/**
 * Ends `enterFrame`.
 * @throws NestingError when `frame` is not the current one.
 */
export function leaveFrame(frame: Frame): void {
  const cell = storage.get() ?? rootCell;
  if (cell.frame !== frame || frame.outer === null) throw nestingError();
  cell.frame = frame.outer;
  cell.escaped = cell.escaped.filter((escape) => escape.frame !== frame);
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
    outer: null,
  };
}

function isAsyncFunction(body: unknown): boolean {
  return Object.prototype.toString.call(body) === '[object AsyncFunction]';
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
    `The scope '${name}' was entered with \`using\` or \`enter()\` and was still open when its synchronous block ended: it cannot follow an \`await\`. Use the callback form, whose body may be async. ${ADVICE}`,
  );
}

function nestingError(): NestingError {
  return new NestingError('Improper nesting of variable_scope.');
}
