/** A path beside `path` that no other file has: named as TensorFlow names what it has not yet finished writing. */
export function temporaryPath(path: string): string {
  const [number] = crypto.getRandomValues(new BigUint64Array(1)) as unknown as [bigint]; // one element
  return `${path}.tempstate${number}`;
}
