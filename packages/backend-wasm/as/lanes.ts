// Floats that are worked on together: four, by SIMD. `lanes.scalar.ts` has the same for machines without it, and
// build.mjs compiles every module with either.

export type Lanes = v128;

/** Their bytes. */
export const WIDTH: usize = 16;

@inline
export function load(address: usize): Lanes { return v128.load(address); }

@inline
export function store(address: usize, lanes: Lanes): void { v128.store(address, lanes); }

/** The float at `address` in every lane. */
@inline
export function spread(address: usize): Lanes { return v128.load32_splat(address); }

@inline
export function same(value: f32): Lanes { return f32x4.splat(value); }

@inline
export function add(a: Lanes, b: Lanes): Lanes { return f32x4.add(a, b); }

@inline
export function mul(a: Lanes, b: Lanes): Lanes { return f32x4.mul(a, b); }

/** `yes` where `a > b`, else `no`. */
@inline
export function whereGreater(a: Lanes, b: Lanes, yes: Lanes, no: Lanes): Lanes {
  return v128.bitselect(yes, no, f32x4.gt(a, b));
}

/** `yes` where `a == b`, else 0. */
@inline
export function whereEqual(a: Lanes, b: Lanes, yes: Lanes): Lanes { return v128.and(yes, f32x4.eq(a, b)); }
