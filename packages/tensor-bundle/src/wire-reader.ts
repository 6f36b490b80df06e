/** What a WireReader throws: bytes that are no protocol buffer. Whoever knows which file they are of tells that. */
export class WireFormatError extends Error {}

/**
 * Reads protocol buffers, and varints elsewhere, from bytes that nobody vouches for. It never reads beyond its end and
 * allocates nothing that the bytes do not fill.
 */
export class WireReader {
  /** The lower and the upper half of the last varint, which a number holds only up to 2^53. */
  low = 0;
  high = 0;
  readonly bytes: Uint8Array;
  #at: number;
  #end: number;

  constructor(bytes: Uint8Array, from: number = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.#at = from;
    this.#end = end;
  }

  get at(): number {
    return this.#at;
  }

  get end(): number {
    return this.#end;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  /** The number of a field times 8, plus its wire type. */
  tag(): number {
    const tag = this.varint();
    if (tag < 8 || tag > 0xffffffff) throw new WireFormatError('a tag is no tag');
    return tag;
  }

  /** A varint as an int64; above 2^53 it is rounded. */
  varint(): number {
    const first = this.#byte();
    if (first < 128) {
      this.low = first;
      this.high = 0;
      return first;
    }
    let low = first & 127;
    let high = 0;
    for (let shift = 7; ; shift += 7) {
      if (shift > 63) throw new WireFormatError('a varint has more than 10 bytes');
      const byte = this.#byte();
      if (shift < 32) low |= (byte & 127) << shift;
      if (shift > 25) high |= shift < 32 ? (byte & 127) >>> (32 - shift) : (byte & 127) << (shift - 32);
      if (byte < 128) break;
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
    return toInt64(this.low, this.high);
  }

  fixed32(): number {
    const at = this.#advance(4);
    return (this.bytes[at]! | (this.bytes[at + 1]! << 8) | (this.bytes[at + 2]! << 16) | (this.bytes[at + 3]! << 24)) >>> 0;
  }

  /** A view of the bytes of a field that has a length. */
  field(): Uint8Array {
    const length = this.varint();
    const at = this.#advance(length);
    return this.bytes.subarray(at, at + length);
  }

  /** What `read` gives of the message that such a field is; the reader ends with it meanwhile. */
  inside<T>(read: (reader: WireReader) => T): T {
    const length = this.varint();
    const at = this.#advance(length);
    const end = this.#end;
    this.#at = at;
    this.#end = at + length;
    const result = read(this);
    this.#at = at + length;
    this.#end = end;
    return result;
  }

  /** A reader of its own for such a message. */
  message(): WireReader {
    const length = this.varint();
    const at = this.#advance(length);
    return new WireReader(this.bytes, at, at + length);
  }

  /** A view of the next `length` bytes. */
  take(length: number): Uint8Array {
    const at = this.#advance(length);
    return this.bytes.subarray(at, at + length);
  }

  /** A reader of the next value alone, which has the wire type `type`. */
  alone(type: number): WireReader {
    const from = this.#at;
    this.skip(type);
    return new WireReader(this.bytes, from, this.#at);
  }

  /** Passes over `length` bytes. */
  pass(length: number): void {
    this.#advance(length);
  }

  /** Passes over a field that is not known. */
  skip(tag: number): void {
    const type = tag % 8;
    if (type === 0) this.varint();
    else if (type === 1) this.#advance(8);
    else if (type === 2) this.#advance(this.varint());
    else if (type === 5) this.#advance(4);
    else throw new WireFormatError(`a field has the wire type ${type}`);
  }

  /** Refuses what was read. */
  malformed(message: string): never {
    throw new WireFormatError(message);
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new WireFormatError('it ends too early');
    return this.bytes[this.#at++]!;
  }

  #advance(length: number): number {
    const at = this.#at;
    if (length < 0 || length > this.#end - at) throw new WireFormatError('it ends too early');
    this.#at = at + length;
    return at;
  }
}

function toInt64(low: number, high: number): number {
  if (high < 0x80000000) return high * 2 ** 32 + low;
  // Inverted, so that small negative numbers are exact.
  return -((~high >>> 0) * 2 ** 32 + (~low >>> 0)) - 1;
}
