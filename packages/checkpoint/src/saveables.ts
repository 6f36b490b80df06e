import { isPartitionedVariable } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { isVariable, type GraphVariable, type PartitionedVariable } from '@varscope/store';

/** A variable, a partitioned one, or shards of one. */
export type SaveableLike = GraphVariable | PartitionedVariable | readonly GraphVariable[];

/**
 * Which variables a checkpoint has, and under which names: a list, in which they have their own, or a record or map by
 * name. The shards of a partitioned variable are slices of one tensor, of the name of the whole.
 */
export type VariableList =
  | Iterable<GraphVariable | PartitionedVariable>
  | ReadonlyMap<string, SaveableLike>
  | Readonly<Record<string, SaveableLike>>;

/** One tensor of a checkpoint: a variable, or shards that are slices of it. */
export interface Saveable {
  readonly name: string;
  readonly isSliced: boolean;
  readonly variables: readonly GraphVariable[];
}

/**
 * The tensors of a list of variables, sorted by name.
 * @throws InvalidArgumentError in the words of TensorFlow's `ValueError`s and `TypeError`s: for two variables of one
 * name, one under two names, shards of different variables, and what is no variable.
 */
export function saveablesOf(list: VariableList): readonly Saveable[] {
  if (typeof list !== 'object' || isVariable(list)) {
    const got = isVariable(list) ? list.op.name : String(list);
    throw new InvalidArgumentError(`Variables to save should be passed in a dict or a list. Got ${got}`, {}, 'TypeError');
  }
  const saveables = isByName(list) ? fromNames(list) : fromList(isPartitionedVariable(list) ? [list] : (list as Iterable<unknown>));
  const seen = new Set<GraphVariable>();
  for (const { name, variables } of saveables) {
    for (const variable of variables) {
      if (seen.has(variable)) throw refused(`The same saveable will be restored with two names: ${name}`);
      seen.add(variable);
    }
  }
  return [...saveables].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isByName(list: VariableList): list is ReadonlyMap<string, SaveableLike> | Readonly<Record<string, SaveableLike>> {
  return list instanceof Map || (!isPartitionedVariable(list) && !(Symbol.iterator in list));
}

function fromNames(list: ReadonlyMap<string, SaveableLike> | Readonly<Record<string, SaveableLike>>): Saveable[] {
  const entries = list instanceof Map ? [...(list as ReadonlyMap<string, SaveableLike>)] : Object.entries(list);
  return entries.map(([name, value]) => {
    if (isVariable(value)) return { name, isSliced: false, variables: [value] };
    const variables = isPartitionedVariable(value) ? [...value] : (value as unknown[]);
    if (!Array.isArray(variables) || variables.length === 0 || !variables.every(isVariable)) throw notAVariable(value);
    return { name, isSliced: true, variables: slicesOfOne(variables) };
  });
}

function fromList(list: Iterable<unknown>): Saveable[] {
  const found = new Map<string, { name: string; isSliced: boolean; variables: GraphVariable[] }>();
  const add = (name: string, isSliced: boolean, variables: readonly GraphVariable[], isWhole: boolean): void => {
    const same = found.get(name);
    if (same === undefined) {
      found.set(name, { name, isSliced, variables: [...variables] });
    } else {
      if (isWhole || !isSliced) throw refused(`At least two variables have the same name: ${name}`);
      if (!same.isSliced) throw refused(`Mixing slices and non-slices with the same name: ${name}`);
      same.variables.push(...variables);
    }
  };
  for (const value of list) {
    if (isPartitionedVariable(value)) {
      const whole = value as PartitionedVariable; // of the same store
      add(whole.name, true, [...whole], true);
    } else if (!isVariable(value)) {
      throw notAVariable(value);
    } else if (value.saveSliceInfo === null) {
      add(value.op.name, false, [value], true);
    } else {
      add(value.saveSliceInfo.fullName, true, [value], false);
    }
  }
  return [...found.values()];
}

/** @throws InvalidArgumentError when not all of them are shards of one variable. */
export function slicesOfOne(variables: readonly GraphVariable[]): readonly GraphVariable[] {
  const [first] = variables;
  for (const { saveSliceInfo, op } of variables) {
    if (saveSliceInfo === null) throw refused(`Slices must all be slices: ${op.name}`);
    const name = first?.saveSliceInfo?.fullName;
    if (saveSliceInfo.fullName !== name) {
      throw refused(`Slices must all be from the same tensor: ${String(name)} != ${saveSliceInfo.fullName}`);
    }
  }
  return variables;
}

function refused(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, {}, 'ValueError');
}

function notAVariable(value: unknown): InvalidArgumentError {
  const message = `names_to_saveables must be a dict mapping string names to Tensors/Variables. Not a variable: ${String(value)}`;
  return new InvalidArgumentError(message, {}, 'TypeError');
}
