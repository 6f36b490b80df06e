// What `lanes.ts` has, with one float at a time.

export type Lanes = f32;

export const WIDTH: usize = 4;

@inline
export function load(address: usize): Lanes { return f32.load(address); }

@inline
export function store(address: usize, lanes: Lanes): void { f32.store(address, lanes); }

@inline
export function spread(address: usize): Lanes { return f32.load(address); }

@inline
export function same(value: f32): Lanes { return value; }

@inline
export function add(a: Lanes, b: Lanes): Lanes { return a + b; }

@inline
export function mul(a: Lanes, b: Lanes): Lanes { return a * b; }

@inline
export function whereGreater(a: Lanes, b: Lanes, yes: Lanes, no: Lanes): Lanes { return a > b ? yes : no; }

@inline
export function whereEqual(a: Lanes, b: Lanes, yes: Lanes): Lanes { return a == b ? yes : 0; }
