import { add, Lanes, load, mul, same, spread, store, WIDTH } from './lanes';

/** Bytes of a float. */
const FLOAT: usize = 4;

/**
 * Adds the product of two matrices to `c`: `c[i, j] += Σ a[i, t] · b[t, j]` over `terms`. Rows of `b` and `c` are
 * `bytesOfB` and `bytesOfC` apart; of `a` either index may be the fast one, and steps are in bytes.
 */
export function multiplyAdd(
  a: usize, rowStep: usize, termStep: usize, b: usize, bytesOfB: usize, c: usize, bytesOfC: usize, rows: i32,
  columns: i32, terms: i32,
): void {
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    fourRows(a, rowStep, termStep, b, bytesOfB, c, bytesOfC, columns, terms);
    a += 4 * rowStep;
    c += 4 * bytesOfC;
  }
  for (; row < rows; ++row) {
    oneRow(a, termStep, b, bytesOfB, c, columns, terms);
    a += rowStep;
    c += bytesOfC;
  }
}

/** Blocks of four rows and two widths of lanes: as many sums as registers hold. */
function fourRows(
  a0: usize, rowStep: usize, termStep: usize, b: usize, bytesOfB: usize, c0: usize, bytesOfC: usize, columns: i32,
  terms: i32,
): void {
  const a1 = a0 + rowStep;
  const a2 = a1 + rowStep;
  const a3 = a2 + rowStep;
  const c1 = c0 + bytesOfC;
  const c2 = c1 + bytesOfC;
  const c3 = c2 + bytesOfC;
  const bytes = <usize>columns * FLOAT;
  let at: usize = 0;
  for (; at + 2 * WIDTH <= bytes; at += 2 * WIDTH) {
    let s00 = load(c0 + at);
    let s01 = load(c0 + at + WIDTH);
    let s10 = load(c1 + at);
    let s11 = load(c1 + at + WIDTH);
    let s20 = load(c2 + at);
    let s21 = load(c2 + at + WIDTH);
    let s30 = load(c3 + at);
    let s31 = load(c3 + at + WIDTH);
    let from = b + at;
    let step: usize = 0;
    for (let term = 0; term < terms; ++term) {
      const b0 = load(from);
      const b1 = load(from + WIDTH);
      let factor = spread(a0 + step);
      s00 = add(s00, mul(factor, b0));
      s01 = add(s01, mul(factor, b1));
      factor = spread(a1 + step);
      s10 = add(s10, mul(factor, b0));
      s11 = add(s11, mul(factor, b1));
      factor = spread(a2 + step);
      s20 = add(s20, mul(factor, b0));
      s21 = add(s21, mul(factor, b1));
      factor = spread(a3 + step);
      s30 = add(s30, mul(factor, b0));
      s31 = add(s31, mul(factor, b1));
      from += bytesOfB;
      step += termStep;
    }
    store(c0 + at, s00);
    store(c0 + at + WIDTH, s01);
    store(c1 + at, s10);
    store(c1 + at + WIDTH, s11);
    store(c2 + at, s20);
    store(c2 + at + WIDTH, s21);
    store(c3 + at, s30);
    store(c3 + at + WIDTH, s31);
  }
  for (; at < bytes; at += FLOAT) {
    let s0: f32 = f32.load(c0 + at);
    let s1: f32 = f32.load(c1 + at);
    let s2: f32 = f32.load(c2 + at);
    let s3: f32 = f32.load(c3 + at);
    let from = b + at;
    let step: usize = 0;
    for (let term = 0; term < terms; ++term) {
      const factor = f32.load(from);
      s0 += f32.load(a0 + step) * factor;
      s1 += f32.load(a1 + step) * factor;
      s2 += f32.load(a2 + step) * factor;
      s3 += f32.load(a3 + step) * factor;
      from += bytesOfB;
      step += termStep;
    }
    f32.store(c0 + at, s0);
    f32.store(c1 + at, s1);
    f32.store(c2 + at, s2);
    f32.store(c3 + at, s3);
  }
}

function oneRow(a: usize, termStep: usize, b: usize, bytesOfB: usize, c: usize, columns: i32, terms: i32): void {
  const bytes = <usize>columns * FLOAT;
  let at: usize = 0;
  for (; at + WIDTH <= bytes; at += WIDTH) {
    let sum = load(c + at);
    for (let term = 0; term < terms; ++term) {
      sum = add(sum, mul(spread(a + term * termStep), load(b + at + term * bytesOfB)));
    }
    store(c + at, sum);
  }
  for (; at < bytes; at += FLOAT) {
    let sum: f32 = f32.load(c + at);
    for (let term = 0; term < terms; ++term) {
      sum += f32.load(a + term * termStep) * f32.load(b + at + term * bytesOfB);
    }
    f32.store(c + at, sum);
  }
}
