import { numElements, STORED_DTYPE_BYTES, type ReadableFile, type Shape, type StoredDType, type TensorSlice } from '@varscope/spec';
import { findBadSlice, formatSlice, wholeSlice } from '@varscope/spec/codec';
import { DataLossError, UnimplementedError } from '@varscope/spec/errors';
import { readEntry, readHeader, type BundleEntry, type BundleHeader } from './bundle-proto.js';
import { checkVersion } from './check-version.js';
import { reading, type Place } from './damaged.js';
import { dtypeOfNumber, UNKNOWN_DTYPES } from './dtype-number.js';
import { LongNames } from './long-names.js';
import type { LocatedTensor, Piece } from './piece.js';
import { sliceKey, sliceKeyStart, sliceOf } from './slice-key.js';
import { openTable } from './table.js';
import { decodeName, encodeName } from './tensor-name.js';
import { walkTable } from './walk-table.js';
import type { WireReader } from './wire-reader.js';

/** Where a tensor, or a slice of one, lies in the data files. */
export interface BundlePiece extends Piece {
  readonly shard: number;
  readonly offset: number;
  readonly size: number;
  /** Masked. */
  readonly crc: number;
}

/** Shared, because lists of tensors are long. */
const NO_SLICES: readonly TensorSlice[] = [];

/** What an index file says. */
export interface BundleIndex {
  readonly header: BundleHeader;
  readonly tensors: ReadonlyMap<string, LocatedTensor<BundlePiece>>;
}

/**
 * Reads the index of a bundle, and checks all that can be checked without the data files.
 * @throws DataLossError with the tensor at fault; UnimplementedError for dtypes that Varscope does not know;
 * InvalidArgumentError when it is for newer readers.
 */
export async function readBundleIndex(file: ReadableFile): Promise<BundleIndex> {
  const index = new IndexReader(file.path);
  await walkTable(await openTable(file), (key, value) => index.add(key, value));
  return index.finish();
}

class IndexReader {
  readonly #file: string;
  readonly #entries = new Map<string, BundleEntry>();
  readonly #longNames = new LongNames();
  #header: BundleHeader | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  add(key: Uint8Array, value: WireReader): void {
    if (key.length === 0) {
      this.#header = reading(() => readHeader(value), () => {
        return ['unable to parse header: Entry for key  not parseable.', { file: this.#file }];
      });
      return;
    }
    const name = decodeName(key);
    this.#longNames.add(name, { file: this.#file });
    const entry = reading(() => readEntry(value), () => [`Entry for key ${name} not parseable.`, { file: this.#file, variable: name }]);
    this.#entries.set(name, entry);
  }

  finish(): BundleIndex {
    const header = this.#checkHeader();
    const sliced = new Map<string, LocatedTensor<BundlePiece>>();
    const starts = new Set<string>();
    for (const [name, entry] of this.#entries) {
      if (entry.slices.length === 0) continue;
      sliced.set(name, this.#locateSlices(name, entry, header));
      starts.add(decodeName(Uint8Array.from(sliceKeyStart(encodeName(name)))));
    }
    // What is left of the entries are tensors: the slices have been taken out.
    const tensors = new Map<string, LocatedTensor<BundlePiece>>();
    for (const [name, entry] of this.#entries) {
      const isSlice = name.startsWith('\0') && starts.has(name.slice(0, name.indexOf('\0\u0001', 1) + 2));
      if (isSlice) throw this.#damaged(name, 'A slice is in no list of slices');
      tensors.set(name, sliced.get(name) ?? this.#locateWhole(name, entry, header));
    }
    return { header, tensors };
  }

  #checkHeader(): BundleHeader {
    const header = this.#header;
    const place = { file: this.#file };
    if (header === undefined) throw new DataLossError('failed to seek to header entry: the table has no empty key', place);
    checkVersion(header.version, this.#file);
    if (header.numShards < 1 || header.numShards > 0x7fffffff) {
      throw new DataLossError('The header has no valid number of shards', { ...place, found: String(header.numShards) });
    }
    return header;
  }

  #locateWhole(name: string, entry: BundleEntry, header: BundleHeader): LocatedTensor<BundlePiece> {
    const dtype = this.#dtypeOf(name, entry);
    const piece = this.#pieceOf(name, dtype, wholeSlice(entry.shape), entry, header);
    return { stored: { name, dtype, shape: entry.shape, slices: NO_SLICES }, pieces: [piece] };;
  }

  #locateSlices(name: string, entry: BundleEntry, header: BundleHeader): LocatedTensor<BundlePiece> {
    const dtype = this.#dtypeOf(name, entry);
    const { shape } = entry;
    this.#checkCount(name, shape);
    if (entry.slices.some((extents) => extents.every(([, length]) => length === -1))) {
      throw this.#damaged(name, 'A slice of a tensor in slices is the whole tensor');
    }
    const slices = entry.slices.map((extents) => sliceOf(extents, shape));
    const problem = findBadSlice(shape, slices);
    if (problem !== null) throw this.#damaged(name, problem);
    const nameBytes = encodeName(name);
    const pieces = entry.slices.map((extents, i) => {
      const slice = slices[i] as TensorSlice; // as many
      const key = decodeName(sliceKey(nameBytes, extents));
      const stored = this.#entries.get(key);
      if (stored === undefined) throw this.#damaged(name, `The slice ${formatSlice(slice)} is not in the file`);
      this.#entries.delete(key);
      if (stored.dtype !== entry.dtype || String(stored.shape) !== String(slice.shape)) {
        throw this.#damaged(name, `The slice ${formatSlice(slice)} has another dtype or shape than its tensor says`);
      }
      return this.#pieceOf(name, dtype, slice, stored, header);
    });
    return { stored: { name, dtype, shape, slices }, pieces };
  }

  #pieceOf(name: string, dtype: StoredDType, slice: TensorSlice, entry: BundleEntry, header: BundleHeader): BundlePiece {
    const { shard, offset, size, crc } = entry;
    const count = this.#checkCount(name, slice.shape);
    const elementBytes = STORED_DTYPE_BYTES.get(dtype);
    // A string takes at least a byte for its length; a checksum follows the lengths.
    const isRight = elementBytes === undefined ? size >= count + 4 || (count === 0 && size === 0) : size === count * elementBytes;
    if (!isRight) {
      const expected = elementBytes === undefined ? `is at least ${count + 4}` : String(count * elementBytes);
      throw this.#damaged(name, `Invalid size in bundle entry: key ${name}; stored size ${size}; expected size ${expected}`);
    }
    if (shard < 0 || shard >= header.numShards) throw this.#damaged(name, `The entry is in shard ${shard} of ${header.numShards}`);
    if (offset < 0) throw this.#damaged(name, `Seeking to a negative position: ${offset}`);
    if (!Number.isSafeInteger(offset + size)) throw this.#damaged(name, `The entry is at byte ${offset}, where no file reaches`);
    return { slice, shard, offset, size, crc };
  }

  #checkCount(name: string, shape: Shape): number {
    const count = numElements(shape);
    if (count * 16 > Number.MAX_SAFE_INTEGER) throw this.#damaged(name, `The shape [${shape}] has more elements than a file could hold`);
    return count;
  }

  #dtypeOf(name: string, { dtype }: BundleEntry): StoredDType {
    const known = dtypeOfNumber(dtype);
    if (known !== undefined) return known;
    const unknown = UNKNOWN_DTYPES.get(dtype);
    if (unknown === undefined) throw this.#damaged(name, `${dtype} is not the number of a dtype`);
    throw new UnimplementedError(`Tensors of dtype ${unknown} cannot be read`, { file: this.#file, variable: name });
  }

  #damaged(name: string, message: string): DataLossError {
    const place: Place = { file: this.#file, variable: name };
    return new DataLossError(message.includes(name) ? message : `${message} (tensor ${name})`, place);
  }
}
