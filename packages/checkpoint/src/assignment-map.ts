import { isPartitionedVariable, shapesCompatible, type TensorReader } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { isVariable, type GraphVariable, type VariableStore } from '@varscope/store';
import type { RestoreTarget } from './restore-target.js';
import { slicesOfOne, type SaveableLike } from './saveables.js';

/** What takes values: a variable, a partitioned one, shards of one, the name of a variable, or a scope, which ends in `/`. */
export type AssignmentTarget = string | SaveableLike;

/**
 * Which tensors of a checkpoint go where, by the name of the tensor or the scope, which ends in `/` (`'/'` is the root):
 * a record, a map or a list of pairs.
 */
export type AssignmentMap =
  | Readonly<Record<string, AssignmentTarget>>
  | ReadonlyMap<string, AssignmentTarget>
  | Iterable<readonly [string, AssignmentTarget]>;

/** A target, and how errors say what was asked for: `' (w in bert/)'` where a scope was. */
export interface AssignedTarget extends RestoreTarget {
  readonly askedAs: string;
}

/**
 * The variables that an assignment map gives values, in the order of the names of the tensors, as TensorFlow has it.
 * @param store The variables that names and scopes mean.
 * @throws InvalidArgumentError in TensorFlow's words when a name means no variable and is no scope.
 */
export function assignedTargets(map: AssignmentMap, store: VariableStore, reader: TensorReader): AssignedTarget[] {
  const entries = Symbol.iterator in map ? [...(map as Iterable<readonly [string, AssignmentTarget]>)] : Object.entries(map);
  return entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([tensor, target]) => {
      if (typeof target !== 'string') return targetsOf(tensor, target, '', reader);
      const found = findVariable(store, target);
      return found === null ? scopeTargets(tensor, target, store, reader) : targetsOf(tensor, found, '', reader);
    });
}

function findVariable(store: VariableStore, name: string): SaveableLike | null {
  const whole = store.variables.get(name) ?? store.partitioned.get(name);
  if (whole !== undefined) return whole;
  const shards: GraphVariable[] = [];
  for (let index = 0; store.variables.has(`${name}/part_${index}`); index++) {
    shards.push(store.variables.get(`${name}/part_${index}`)!); // it has it
  }
  return shards.length > 0 ? shards : null;
}

function targetsOf(tensor: string, target: SaveableLike, askedAs: string, reader: TensorReader): AssignedTarget[] {
  if (isVariable(target)) return [{ variable: target, tensor, isSlice: isLoneSlice(target, tensor, reader), askedAs }];
  const shards = isPartitionedVariable(target) ? [...target] : (target); // one of the two
  if (!Array.isArray(shards) || !shards.every(isVariable)) {
    const message = `An assignment map takes variables, lists of the shards of one, and names. Not a variable: ${String(target)}`;
    throw new InvalidArgumentError(message, {}, 'TypeError');
  }
  return slicesOfOne(shards).map((variable) => ({ variable, tensor, isSlice: true, askedAs }));
}

/** TensorFlow takes one shard for a whole variable; here it is also found in the tensor that it is a part of. */
function isLoneSlice({ saveSliceInfo, shape }: GraphVariable, tensor: string, reader: TensorReader): boolean {
  const stored = reader.tensors.get(tensor);
  if (saveSliceInfo === null || stored === undefined || shapesCompatible(shape, stored.shape)) return false;
  return shapesCompatible(saveSliceInfo.fullShape, stored.shape);
}

function scopeTargets(tensorScope: string, scope: string, store: VariableStore, reader: TensorReader): AssignedTarget[] {
  const start = scope.includes('/') ? scope.slice(0, scope.lastIndexOf('/')) : '';
  if (!tensorScope.endsWith('/')) {
    throw new InvalidArgumentError(
      `Assignment map with scope only name ${start} should map to scope only ${tensorScope}. Should be 'scope/': 'other_scope/'.`,
      { variable: scope },
      'ValueError',
    );
  }
  return namesInScope(start, store).flatMap((name) => {
    const rest = name.slice(start.length + (scope === '/' ? 0 : 1));
    const tensor = (tensorScope === '/' ? rest : tensorScope + rest).replace(/\/$/, '');
    const askedAs = ` (${name.slice(start.length + 1)} in ${tensorScope})`;
    return targetsOf(tensor, findVariable(store, name) as SaveableLike, askedAs, reader); // a name of the store
  });
}

/** Names of the variables of a scope, partitioned ones once, sorted. */
function namesInScope(start: string, store: VariableStore): string[] {
  const names = new Set<string>();
  for (const key of store.variables.keys()) {
    if (start !== '' && !key.startsWith(`${start}/`)) continue;
    const part = key.indexOf('/part_');
    names.add(part < 0 ? key : key.slice(0, part));
  }
  return [...names].filter((name) => findVariable(store, name) !== null).sort();
}
