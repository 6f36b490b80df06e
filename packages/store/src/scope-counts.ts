/** How often a variable scope of one name has been opened, and the scopes below it. Written by the tree that owns it. */
interface Node {
  count: number;
  children: Map<string, Node> | null;
  readonly owner: object;
}

/** All counts of a graph, as one body of code sees them; nested synchronous bodies see the same. */
interface Tree {
  root: Node;
  owner: object;
}

/**
 * How often every variable scope has been opened, seen from the current one: what `defaultName` is made unique by.
 *
 * Copy on write: a fork is constant time, and neither side sees what the other counts afterwards. That gives a
 * re-entered scope its snapshot, and an async body numbers of its own.
 */
export class ScopeCounts {
  #tree: Tree;
  /** The full name of the current scope. */
  readonly #name: string;
  #node: Node;
  /** Whether the body has ended: what it left running must not be seen by others any more. */
  #isOver = false;

  /** Without arguments the counts of a new graph, at its root. */
  constructor(tree: Tree = createTree(), name = '', node: Node = tree.root) {
    this.#tree = tree;
    this.#name = name;
    this.#node = node;
  }

  /** How often the scope `name` below the current one has been opened. */
  count(name: string): number {
    let node: Node | undefined = this.#current();
    for (const part of partsOf(name)) node = node?.children?.get(part);
    return node?.count ?? 0;
  }

  /** Counts one more opening of the scope `name` below the current one; gives the counts for its body. */
  open(name: string, fullName: string): ScopeCounts {
    const current = this.#current();
    const node = descend(this.#tree, current, name);
    node.count++;
    return fullName === '' ? new ScopeCounts(this.#tree) : new ScopeCounts(this.#tree, fullName, node);
  }

  /** Counts one more opening of a scope anywhere; gives the counts for its body, independent from now on. */
  reopen(fullName: string): ScopeCounts {
    this.#current();
    const node = descend(this.#tree, ownRoot(this.#tree), fullName);
    node.count++;
    const tree = fork(this.#tree);
    return fullName === '' ? new ScopeCounts(tree) : new ScopeCounts(tree, fullName, node);
  }

  /** The end of a body that has the counts `body`: the openings below its scope are forgotten, but not by a body that goes on. */
  close(body: ScopeCounts, goesOn: boolean): void {
    if (body.#name === '') return;
    if (goesOn) body.#tree = fork(this.#tree);
    else body.#isOver = true;
    const isOwned = body.#node.owner === this.#tree.owner;
    const node = isOwned ? body.#node : descend(this.#tree, ownRoot(this.#tree), body.#name);
    node.children = null;
  }

  /** The node of the current scope, to be written to. */
  #current(): Node {
    if (this.#isOver) {
      this.#tree = fork(this.#tree);
      this.#isOver = false;
    }
    const tree = this.#tree;
    if (this.#node.owner !== tree.owner) {
      const root = ownRoot(tree);
      this.#node = this.#name === '' ? root : descend(tree, root, this.#name);
    }
    return this.#node;
  }
}

function createTree(): Tree {
  const owner = {};
  return { root: { count: 0, children: null, owner }, owner };
}

/** A second tree with the same nodes; from now on both copy what they write to. */
function fork(tree: Tree): Tree {
  tree.owner = {};
  return { root: tree.root, owner: {} };
}

function ownRoot(tree: Tree): Node {
  return (tree.root = own(tree.root, tree.owner));
}

/** The node of `name` below `from`, which is owned, and owned itself. */
function descend({ owner }: Tree, from: Node, name: string): Node {
  let node = from;
  for (const part of partsOf(name)) {
    node.children ??= new Map();
    const child = node.children.get(part);
    const owned = child === undefined ? { count: 0, children: null, owner } : own(child, owner);
    if (owned !== child) node.children.set(part, owned);
    node = owned;
  }
  return node;
}

function own(node: Node, owner: object): Node {
  if (node.owner === owner) return node;
  return { count: node.count, children: node.children === null ? null : new Map(node.children), owner };
}

function partsOf(name: string): readonly string[] {
  return name.includes('/') ? name.split('/') : [name];
}
