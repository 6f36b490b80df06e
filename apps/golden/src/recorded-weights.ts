import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo } from '@varscope/spec';
import { fromBytes } from './number-bytes.js';
import type { RecordedTensor } from './recorded.js';

/** A recorded tensor in the storage of its dtype, owned by the caller. */
export function recordedWeights({ dtype, shape, b64 }: RecordedTensor): Tensor {
  if (b64 === undefined) throw new Error('these weights are not recorded in full');
  const numbers = Array.from(fromBytes(Buffer.from(b64, 'base64'), dtype), Number);
  return tensor(numbers, [...shape], dtypeInfo(dtype)?.kind === 'integer' ? 'int32' : 'float32');
}

/** The only number of a recorded scalar. */
export function recordedScalar({ dtype, b64 }: RecordedTensor): number {
  if (b64 === undefined) throw new Error('this scalar is not recorded');
  return Number(fromBytes(Buffer.from(b64, 'base64'), dtype)[0]);
}
