import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo } from '@varscope/spec';
import type { InitialValues } from '@varscope/initializers';
import { withSeedSource } from '@varscope/random';
import { compareTensor } from './compare-tensor.js';
import { createInitializer } from './initializer-factories.js';
import { fromBytes } from './number-bytes.js';
import type { RecordedTensor } from './recorded.js';

/** Normal numbers of float64 are not exact: the C library is not. */
const FLOAT64_MATCH = { ulp: 4 };

/** A recorded tensor in the storage of its dtype, owned by the caller. */
export function recordedWeights(recorded: RecordedTensor): Tensor {
  const { dtype, shape, b64 } = recorded;
  const values = b64 === undefined ? remake(recorded) : fromBytes(Buffer.from(b64, 'base64'), dtype);
  return tensor(Array.from(values, Number), [...shape], dtypeInfo(dtype)?.kind === 'integer' ? 'int32' : 'float32');
}

/** The only number of a recorded scalar. */
export function recordedScalar({ dtype, b64 }: RecordedTensor): number {
  if (b64 === undefined) throw new Error('this scalar is not recorded');
  return Number(fromBytes(Buffer.from(b64, 'base64'), dtype)[0]);
}

/** The values of a long tensor, which are recorded as the initializer that made them; checked against its hash. */
function remake(recorded: RecordedTensor): Exclude<InitialValues, string[]> {
  const { dtype, shape, made_by } = recorded;
  if (made_by === undefined) throw new Error('this tensor is not recorded in full');
  const seed = { pair: made_by.kernel_seeds, run: 0 };
  const values = withSeedSource({ next: () => seed }, () => createInitializer(made_by.init, made_by.args).values(shape, dtype));
  compareTensor(recorded, { dtype, shape, values }, dtype === 'float64' ? FLOAT64_MATCH : 'bits');
  return values as Float32Array; // numbers
}
