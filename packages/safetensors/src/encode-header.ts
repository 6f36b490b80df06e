import { InvalidArgumentError } from '@varscope/spec/errors';
import type { GatheredTensor } from './gather-tensors.js';
import { LENGTH_BYTES, MOST_HEADER_BYTES } from './read-header.js';

const SPACE = 0x20;

/** The length and the header, as the reference implementation writes it: compact, and filled up to a multiple of 8 bytes. */
export function encodeHeader(
  tensors: readonly GatheredTensor[],
  metadata: ReadonlyMap<string, string>,
  file: string,
): Uint8Array {
  const members: string[] = [];
  if (metadata.size > 0) members.push(`"__metadata__":{${Array.from(metadata, ([key, value]) => member(key, encodeText(value, key, file))).sort().join()}}`);
  let end = 0;
  for (const { name, headerDtype, shape, size } of tensors) {
    const begin = end;
    end += size;
    members.push(member(name, JSON.stringify({ dtype: headerDtype, shape, data_offsets: [begin, end] })));
  }
  const text = new TextEncoder().encode(`{${members.join()}}`);
  const length = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  if (length > MOST_HEADER_BYTES) {
    throw new InvalidArgumentError('The header is too large: there are too many tensors, or their names or metadata are too long.', {
      file,
      expected: `at most ${MOST_HEADER_BYTES} bytes`,
      found: `${length}`,
    });
  }
  const bytes = new Uint8Array(LENGTH_BYTES + length).fill(SPACE);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, LENGTH_BYTES);
  return bytes;
}

function member(key: string, json: string): string {
  return `${JSON.stringify(key)}:${json}`;
}

function encodeText(value: unknown, key: string, file: string): string {
  if (typeof value === 'string' && !/\p{Cs}/u.test(value)) return JSON.stringify(value);
  throw new InvalidArgumentError(`The metadata ${key} is no text.`, { file, found: typeof value === 'string' ? 'half of a surrogate pair' : typeof value });
}
