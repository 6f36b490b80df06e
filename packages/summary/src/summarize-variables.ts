import { dtypeInfo, numElements, type DType, type SaveSliceInfo, type Shape, type VariableLike } from '@varscope/spec';
import type { ShardSummary, VariableSummary } from './summary.js';

/** What a summary reads of a variable: any `VariableLike` has it. */
export type SummarizedVariable = Pick<
  VariableLike,
  'op' | 'shape' | 'declaredDtype' | 'trainable' | 'device' | 'saveSliceInfo'
>;

/** One row of the table in the making: a variable, or the shards of one. */
interface Group {
  readonly name: string;
  readonly shape: Shape;
  readonly members: SummarizedVariable[];
}

/** One summary for every variable, with the shards of a partitioned variable in one. */
export function summarizeVariables(variables: Iterable<SummarizedVariable>): VariableSummary[] {
  const groups: Group[] = [];
  const partitioned = new Map<string, Group[]>();
  for (const variable of new Set(variables)) {
    const slice = variable.saveSliceInfo;
    const known = slice === null ? [] : (partitioned.get(slice.fullName) ?? []);
    // Variables of several graphs may share a name: a shard belongs where its place is still free.
    const group = slice === null ? undefined : known.find((each) => hasRoomFor(each, slice));
    if (group !== undefined) {
      group.members.push(variable);
      continue;
    }
    const added = { name: slice?.fullName ?? variable.op.name, shape: slice?.fullShape ?? variable.shape, members: [variable] };
    groups.push(added);
    if (slice !== null) partitioned.set(slice.fullName, [...known, added]);
  }
  return groups.map(summarizeGroup);
}

function hasRoomFor(group: Group, slice: SaveSliceInfo): boolean {
  return group.members.every(
    ({ saveSliceInfo: other }) =>
      other !== null && `${other.fullShape}` === `${slice.fullShape}` && `${other.varOffset}` !== `${slice.varOffset}`,
  );
}

function summarizeGroup({ name, shape, members }: Group): VariableSummary {
  const [first] = members as [SummarizedVariable, ...SummarizedVariable[]]; // a group is made for one
  const shards = first.saveSliceInfo === null ? [] : members.map(summarizeShard);
  const parameters = members.reduce((sum, member) => sum + numElements(member.shape), 0);
  return {
    name,
    shape,
    dtype: first.declaredDtype,
    parameters,
    bytes: bytesOf(parameters, first.declaredDtype),
    trainable: members.every((member) => member.trainable),
    device: [...new Set(members.map((member) => member.device))].join(', '),
    shards,
  };
}

function summarizeShard(variable: SummarizedVariable): ShardSummary {
  const parameters = numElements(variable.shape);
  return {
    name: variable.op.name,
    shape: variable.shape,
    parameters,
    bytes: bytesOf(parameters, variable.declaredDtype),
    device: variable.device,
  };
}

function bytesOf(parameters: number, dtype: DType): number | null {
  const size = dtypeInfo(dtype)?.size ?? null;
  return size === null ? null : parameters * size;
}
