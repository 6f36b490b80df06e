import { add, Lanes, load, same, store, WIDTH } from './lanes';

const FLOAT: usize = 4;

/** Rows that are added in registers before they are added to what was before: so a long sum loses less to rounding. */
const TOGETHER: i32 = 64;

/** Adds up `rows` rows of `width` floats, `blocks` times: from `[blocks, rows, width]` to `[blocks, width]`. */
export function sumRows(x: usize, out: usize, blocks: i32, rows: i32, width: i32): void {
  const bytes = <usize>width * FLOAT;
  memory.fill(out, 0, blocks * bytes);
  for (let block = 0; block < blocks; ++block, out += bytes) {
    for (let row = 0; row < rows; row += TOGETHER) {
      const count = min(TOGETHER, rows - row);
      addRows(x, out, count, bytes);
      x += count * bytes;
    }
  }
}

@inline
function addRows(x: usize, out: usize, count: i32, bytes: usize): void {
  let at: usize = 0;
  for (; at + 4 * WIDTH <= bytes; at += 4 * WIDTH) {
    let sum0 = same(0);
    let sum1 = same(0);
    let sum2 = same(0);
    let sum3 = same(0);
    let from = x + at;
    for (let row = 0; row < count; ++row, from += bytes) {
      sum0 = add(sum0, load(from));
      sum1 = add(sum1, load(from + WIDTH));
      sum2 = add(sum2, load(from + 2 * WIDTH));
      sum3 = add(sum3, load(from + 3 * WIDTH));
    }
    const to = out + at;
    store(to, add(load(to), sum0));
    store(to + WIDTH, add(load(to + WIDTH), sum1));
    store(to + 2 * WIDTH, add(load(to + 2 * WIDTH), sum2));
    store(to + 3 * WIDTH, add(load(to + 3 * WIDTH), sum3));
  }
  for (; at < bytes; at += FLOAT) {
    let sum: f32 = 0;
    for (let row = 0, from = x + at; row < count; ++row, from += bytes) sum += f32.load(from);
    f32.store(out + at, f32.load(out + at) + sum);
  }
}
