/** Which tensors are meant: those whose name one of the patterns to include is in, if there are any, and none of those to exclude. */
export interface NameFilter {
  readonly include?: readonly RegExp[] | undefined;
  readonly exclude?: readonly RegExp[] | undefined;
}

/** Whether a filter lets a name pass. */
export function passes(name: string, { include = [], exclude = [] }: NameFilter): boolean {
  return (include.length === 0 || include.some((pattern) => pattern.test(name))) && !exclude.some((pattern) => pattern.test(name));
}
