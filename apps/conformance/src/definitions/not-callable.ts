/** The number 3 where a function belongs: boxed, so that each of them is told apart by identity. */
export function notCallable(): unknown {
  return Object(3);
}
