import { add, load, store, WIDTH } from './lanes';

const FLOAT: usize = 4;

/** Adds each of `count` rows of `width` floats to the row of `out` that `ids` names; others are left out. */
export function sumSegments(x: usize, ids: usize, out: usize, count: i32, width: i32, segments: i32): void {
  const bytes = <usize>width * FLOAT;
  memory.fill(out, 0, segments * bytes);
  for (let row = 0; row < count; ++row, x += bytes) {
    const id = i32.load(ids + <usize>row * FLOAT);
    if (<u32>id >= <u32>segments) continue;
    const to = out + <usize>id * bytes;
    let at: usize = 0;
    for (; at + WIDTH <= bytes; at += WIDTH) store(to + at, add(load(to + at), load(x + at)));
    for (; at < bytes; at += FLOAT) f32.store(to + at, f32.load(to + at) + f32.load(x + at));
  }
}

/** The same with integers. */
export function sumIntSegments(x: usize, ids: usize, out: usize, count: i32, width: i32, segments: i32): void {
  const bytes = <usize>width * FLOAT;
  memory.fill(out, 0, segments * bytes);
  for (let row = 0; row < count; ++row, x += bytes) {
    const id = i32.load(ids + <usize>row * FLOAT);
    if (<u32>id >= <u32>segments) continue;
    const to = out + <usize>id * bytes;
    for (let at: usize = 0; at < bytes; at += FLOAT) i32.store(to + at, i32.load(to + at) + i32.load(x + at));
  }
}
