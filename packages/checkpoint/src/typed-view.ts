/** The class of a typed array. */
export interface TypedArrayClass<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
}

/** The bytes as elements of `Elements`: where they lie, or a copy where that is not at a multiple of their size. */
export function typedView<A>(Elements: TypedArrayClass<A>, bytes: Uint8Array): A {
  const { BYTES_PER_ELEMENT: size } = Elements;
  const { buffer, byteOffset, length } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new Elements(buffer, byteOffset, length / size);
}
