import { numElements, STORED_DTYPE_BYTES, type TensorData, type TensorToWrite } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { crc32c, maskCrc32c } from './crc32c.js';
import type { ShardOutput } from './shard-output.js';
import { crcOfLengths } from './strings.js';
import { WireWriter } from './wire-writer.js';

/** Bytes that were written, and their masked CRC. */
export interface WrittenData {
  readonly size: number;
  readonly crc: number;
}

/**
 * Writes the data of a tensor or slice.
 * @throws InvalidArgumentError when they are not what its dtype and shape say.
 */
export async function writeTensor(output: ShardOutput, tensor: TensorToWrite): Promise<WrittenData> {
  const { dtype, shape, slice } = tensor;
  const data = typeof tensor.data === 'function' ? await tensor.data() : tensor.data;
  const count = numElements(slice?.shape ?? shape);
  const elementBytes = STORED_DTYPE_BYTES.get(dtype);
  if (elementBytes === undefined) return await writeStrings(output, stringsOf(tensor, data, count));
  if (!(data instanceof Uint8Array) || data.length !== count * elementBytes) {
    throw wrongData(tensor, `${count * elementBytes} bytes`, data instanceof Uint8Array ? `${data.length} bytes` : kindOf(data));
  }
  return { size: data.length, crc: maskCrc32c(await output.append(data, 0)) };
}

/** Lengths, their checksum, and the strings one behind the other. */
async function writeStrings(output: ShardOutput, strings: readonly Uint8Array[]): Promise<WrittenData> {
  const lengths = strings.map(({ length }) => length);
  const lengthsCrc = crcOfLengths(lengths, false);
  const head = new WireWriter();
  for (const length of lengths) head.varint(length);
  const lengthsEnd = head.length;
  head.fixed32(maskCrc32c(lengthsCrc));
  await output.append(head.written, 0);
  let size = head.length;
  let crc = crc32c(head.written.subarray(lengthsEnd), lengthsCrc);
  for (const string of strings) {
    crc = await output.append(string, crc);
    size += string.length;
  }
  return { size, crc: maskCrc32c(crc) };
}

/** What was given in place of bytes: strings, or, by a program without types, an array of numbers. */
function kindOf(data: unknown): string {
  return ArrayBuffer.isView(data) ? `a ${data.constructor.name}` : 'strings';
}

function stringsOf(tensor: TensorToWrite, data: TensorData, count: number): readonly Uint8Array[] {
  if (data instanceof Uint8Array || data.length !== count) throw wrongData(tensor, `${count} strings`, data instanceof Uint8Array ? 'bytes' : `${data.length}`);
  return data;
}

function wrongData({ name, dtype }: TensorToWrite, expected: string, found: string): InvalidArgumentError {
  return new InvalidArgumentError(`The data of ${name} are not what its dtype ${dtype} and its shape say`, { variable: name, expected, found });
}
