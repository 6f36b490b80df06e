import { numElements, STORED_DTYPE_BYTES, type StoredTensor } from '@varscope/spec';
import { groupByScope, type Grouped } from './group-by-scope.js';
import type { TensorScope, TensorSummary, TensorTotals } from './tensor-summary.js';

/**
 * The tensors of a checkpoint by scope, with sizes and totals for every scope: plain data, for `formatTensorsText` or a
 * program. What a `TensorReader` lists is enough; values are not read.
 */
export function summarizeTensors(tensors: Iterable<StoredTensor>): TensorScope {
  return finish(groupByScope(Array.from(tensors, summarizeTensor)));
}

/** A tensor with its size. */
export function summarizeTensor(tensor: StoredTensor): TensorSummary {
  const parameters = numElements(tensor.shape);
  const size = STORED_DTYPE_BYTES.get(tensor.dtype);
  return { ...tensor, parameters, bytes: size === undefined ? null : parameters * size };
}

function finish({ name, members, scopes }: Grouped<TensorSummary>): TensorScope {
  const finished = scopes.map(finish);
  const parts: TensorTotals[] = [
    ...members.map(({ parameters, bytes }) => ({ tensors: 1, parameters, bytes: bytes ?? 0 })),
    ...finished.map(({ totals }) => totals),
  ];
  const sum = (key: keyof TensorTotals): number => parts.reduce((total, part) => total + part[key], 0);
  return { name, tensors: members, scopes: finished, totals: { tensors: sum('tensors'), parameters: sum('parameters'), bytes: sum('bytes') } };
}
