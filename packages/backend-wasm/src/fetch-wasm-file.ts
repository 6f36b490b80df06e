/** The bytes at a URL. Rejects with an `Error` that says what the server answered in their place. */
export async function fetchWasmFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { credentials: 'same-origin' }); // as tfjs asks for it again, from the browser's cache
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
