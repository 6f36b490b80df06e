/** A file of `@tensorflow/tfjs-backend-wasm` that is part of this package. */
export interface EmbeddedFile {
  /** The version that it is of. Its names for functions differ in others. */
  readonly version: string;
  /** Compressed, in base64. */
  readonly gzip: string;
}

/** The bytes of an embedded file. */
export async function inflateEmbeddedFile({ gzip }: EmbeddedFile): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = Uint8Array.from(atob(gzip), (character) => character.charCodeAt(0));
  const inflated = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
