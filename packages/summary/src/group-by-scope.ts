/** A scope: what is directly in it, and the scopes in it. */
export interface Grouped<Member> {
  /** Full name without final `/`; empty for the root. */
  readonly name: string;
  readonly members: readonly Member[];
  readonly scopes: readonly Grouped<Member>[];
}

/** Puts what has a name into the scopes of the name, in the order in which they are met. */
export function groupByScope<Member extends { readonly name: string }>(members: Iterable<Member>): Grouped<Member> {
  const root = newScope<Member>('');
  for (const member of members) {
    let scope = root;
    for (const end of slashes(member.name)) scope = childOf(scope, member.name.slice(0, end));
    scope.members.push(member);
  }
  return finish(root);
}

/** A scope in the making; its scopes by full name. */
interface GrowingScope<Member> {
  readonly name: string;
  readonly members: Member[];
  readonly scopes: Map<string, GrowingScope<Member>>;
}

function newScope<Member>(name: string): GrowingScope<Member> {
  return { name, members: [], scopes: new Map() };
}

function childOf<Member>(scope: GrowingScope<Member>, name: string): GrowingScope<Member> {
  const child = scope.scopes.get(name) ?? newScope<Member>(name);
  scope.scopes.set(name, child);
  return child;
}

function finish<Member>({ name, members, scopes }: GrowingScope<Member>): Grouped<Member> {
  return { name, members, scopes: Array.from(scopes.values(), finish) };
}

/** The places of the slashes in a name. */
function* slashes(name: string): Generator<number> {
  for (let place = name.indexOf('/'); place !== -1; place = name.indexOf('/', place + 1)) yield place;
}
