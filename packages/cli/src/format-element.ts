import type { StoredDType, TensorData } from '@varscope/spec';
import { CODECS } from './elements/codecs.js';

/** Float32 and smaller: nine digits tell any two apart. */
const DIGITS = 9;
const MOST_CHARACTERS = 24;

/** One element of a tensor as text. */
export function formatElement(data: TensorData, dtype: StoredDType, index: number): string {
  if (!(data instanceof Uint8Array)) return formatString(data[index]!);
  const codec = CODECS.get(dtype)!; // all but strings have one
  const numbers = codec.kind === 'complex' ? 2 : 1;
  const width = codec.size * numbers;
  const element = data.slice(index * width, (index + 1) * width);
  if (dtype === 'int64') return String(new BigInt64Array(element.buffer)[0]);
  if (dtype === 'uint64') return String(new BigUint64Array(element.buffer)[0]);
  const [real, imaginary] = Array.from(codec.decode(element), (value) => (dtype === 'float64' ? value : Number(value.toPrecision(DIGITS))));
  if (codec.kind === 'bool') return real === 0 ? 'false' : 'true';
  return imaginary === undefined ? String(real) : `${real}${imaginary < 0 ? '' : '+'}${imaginary}i`;
}

function formatString(bytes: Uint8Array): string {
  const text = JSON.stringify(new TextDecoder().decode(bytes));
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 2)}…"`;
}
