import { numElements, shapesCompatible, type PartialShape, type StoredTensor, type TensorReader } from '@varscope/spec';
import { canCast, type DTypeCast } from './dtype-cast.js';
import type { LoadReport, MismatchedTensor, MissingTensor } from './load-report.js';
import { nearestTensors } from './nearest-tensors.js';
import { OBJECT_GRAPH_KEY } from './object-graph.js';
import { wholeName, type RestoreTarget } from './restore-target.js';
import { suggestMap, type WantedTensor } from './suggest-map.js';

/** What may differ between a variable and its tensor. */
export interface RestorePolicy {
  /** Which dtypes a variable takes beside its own. Default `'none'`, as in TensorFlow. */
  readonly dtypeCast?: DTypeCast | undefined;
  /** Whether a variable takes any tensor that has as many elements. Default: no. */
  readonly reshape?: boolean | undefined;
}

/** Which targets can be restored, and what is to be said of the others. */
export interface RestorePlan {
  readonly targets: readonly RestoreTarget[];
  readonly report: LoadReport;
}

/** Names that are near take long to find: for as many variables as make this many pairs of names, they are told. */
const MOST_PAIRS = 200_000;

/** Compares variables with the list of contents of a checkpoint; reads no values. */
export function planRestore(path: string, reader: TensorReader, wanted: readonly RestoreTarget[], policy: RestorePolicy): RestorePlan {
  const [fitting, missing]: [RestoreTarget[], RestoreTarget[]] = [[], []];
  const [wrongShape, wrongDtype]: [MismatchedTensor[], MismatchedTensor[]] = [[], []];
  for (const target of wanted) {
    target.variable.throwIfDisposed();
    const stored = reader.tensors.get(target.tensor);
    if (stored === undefined) missing.push(target);
    else if (!isShapeRight(target, stored.shape, policy)) wrongShape.push(shapeMismatch(target, stored));
    else if (!isDtypeRight(target, stored, policy)) wrongDtype.push(dtypeMismatch(target, stored));
    else fitting.push(target);
  }
  const asked = new Set(wanted.map(({ tensor }) => tensor));
  const unexpected = [...reader.tensors.values()].filter(({ name }) => !asked.has(name) && name !== OBJECT_GRAPH_KEY);
  const report: LoadReport = {
    path,
    restored: fitting.map(namesOf),
    missing: missingTensors(missing, reader),
    wrongShape,
    wrongDtype,
    unexpected: unexpected.map(({ name }) => name),
    suggestedMap: suggestMap(
      uniqueWanted(missing, policy),
      [...fitting.map(wholeName), ...[...wrongShape, ...wrongDtype].map(({ variable }) => variable)],
      unexpected,
    ),
  };
  return { targets: fitting, report };
}

/** The shape of the tensor that a target is the whole or a part of. */
function fullShape({ variable, isSlice }: RestoreTarget): PartialShape {
  return (isSlice ? variable.saveSliceInfo?.fullShape : undefined) ?? variable.declaredShape;
}

function isShapeRight(target: RestoreTarget, found: readonly number[], { reshape }: RestorePolicy): boolean {
  if (shapesCompatible(fullShape(target), found)) return true;
  return reshape === true && !target.isSlice && numElements(found) === target.variable.size;
}

function isDtypeRight({ variable }: RestoreTarget, stored: StoredTensor, { dtypeCast = 'none' }: RestorePolicy): boolean {
  return canCast(stored.dtype, variable.declaredDtype, dtypeCast);
}

function namesOf({ variable, tensor }: RestoreTarget): { variable: string; tensor: string } {
  return { variable: variable.op.name, tensor };
}

/** The variables that are missing, each partitioned one once. */
function missingTensors(missing: readonly RestoreTarget[], { tensors }: TensorReader): MissingTensor[] {
  const found = new Map<string, MissingTensor>();
  for (const target of missing) {
    const { tensor } = target;
    const variable = wholeName(target);
    const key = `${variable}\n${tensor}`;
    const { parts, nearest } = found.get(key) ?? {
      parts: 0,
      nearest: found.size * tensors.size < MOST_PAIRS ? nearestTensors(tensor, tensors.keys()) : [],
    };
    found.set(key, { variable, tensor, parts: parts + 1, nearest });
  }
  return [...found.values()];
}

function shapeMismatch(target: RestoreTarget, stored: StoredTensor): MismatchedTensor {
  return { ...namesOf(target), expected: shapeText(fullShape(target)), found: shapeText(stored.shape) };
}

function dtypeMismatch(target: RestoreTarget, stored: StoredTensor): MismatchedTensor {
  return { ...namesOf(target), expected: target.variable.declaredDtype, found: stored.dtype };
}

/** As TensorFlow's kernels print shapes. */
function shapeText(shape: PartialShape): string {
  return `[${shape.map((size) => size ?? '?').join(',')}]`;
}

/** What a suggested map is to find. */
function uniqueWanted(missing: readonly RestoreTarget[], policy: RestorePolicy): WantedTensor[] {
  const byName = new Map(missing.map((target) => [wholeName(target), target]));
  return Array.from(byName, ([name, target]) => ({
    name,
    fits: (stored) => isShapeRight(target, stored.shape, policy) && isDtypeRight(target, stored, policy),
  }));
}
