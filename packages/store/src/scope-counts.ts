/** How often a variable scope of one name has been opened, and the scopes below it. Owned by whoever holds `owner`. */
interface Node {
  count: number;
  children: Map<string, Node> | null;
  owner: object;
}

/**
 * How often every variable scope has been opened: what `defaultName` is made unique by.
 *
 * Copy on write: `fork` is constant time, and neither side sees what the other counts afterwards. That gives a
 * re-entered scope its snapshot, and an async body numbers of its own.
 */
export class ScopeCounts {
  #root: Node;
  #owner: object;

  constructor() {
    this.#owner = {};
    this.#root = { count: 0, children: null, owner: this.#owner };
  }

  /** Counts one more opening of the scope of this full name. */
  open(name: string): void {
    this.#writable(name).count++;
  }

  /** How often it has been opened. */
  count(name: string): number {
    let node: Node | undefined = this.#root;
    for (const part of name.split('/')) node = node?.children?.get(part);
    return node?.count ?? 0;
  }

  /** Forgets the openings of everything below the scope; only whole components count as below. */
  closeSubscopes(name: string): void {
    this.#writable(name).children = null;
  }

  /** Independent counts that begin with these. */
  fork(): ScopeCounts {
    const copy = new ScopeCounts();
    copy.#root = this.#root;
    this.#owner = {}; // neither owns the nodes that both can see
    return copy;
  }

  /** The same counts for a body that runs now: this object rests until it adopts them back. */
  lend(): ScopeCounts {
    const body = new ScopeCounts();
    body.adopt(this);
    return body;
  }

  /** Takes over the counts of `other`, which rests or is not used afterwards. */
  adopt(other: ScopeCounts): void {
    this.#root = other.#root;
    this.#owner = other.#owner;
  }

  /** The node of `name`, with everything on the way to it owned by this object. */
  #writable(name: string): Node {
    let node = (this.#root = this.#own(this.#root));
    for (const part of name.split('/')) {
      node.children ??= new Map();
      const child = node.children.get(part);
      const owned = child === undefined ? { count: 0, children: null, owner: this.#owner } : this.#own(child);
      if (owned !== child) node.children.set(part, owned);
      node = owned;
    }
    return node;
  }

  #own(node: Node): Node {
    if (node.owner === this.#owner) return node;
    return { count: node.count, children: node.children === null ? null : new Map(node.children), owner: this.#owner };
  }
}
