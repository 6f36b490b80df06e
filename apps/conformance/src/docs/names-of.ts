/** The names of variables, in order. */
export function namesOf(variables: Iterable<{ readonly name: string }>): string[] {
  return [...variables].map(({ name }) => name);
}
