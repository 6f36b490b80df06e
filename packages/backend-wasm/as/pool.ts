// Pools that take the largest, forward and backward. The first of equal numbers is the largest; a NaN is it only where
// it comes first. So it is in TensorFlow.
import { add, Lanes, load, same, store, whereEqual, whereGreater, WIDTH } from './lanes';
import {
  areTiles, channels, countWindows, fromDepth, fromHeight, fromWidth, height, moveTo, placeAt, toDepth, toHeight, toWidth,
  width,
} from './windows';

export { setWindows } from './windows';

const FLOAT: usize = 4;

/** Writes the largest number of every window of `x`, channel by channel, to `y`. */
export function maxPool(x: usize, y: usize): void {
  const pixel = <usize>channels * FLOAT;
  const windows = countWindows();
  for (let window = 0; window < windows; ++window, y += pixel) {
    moveTo(window);
    let at: usize = 0;
    for (; at + WIDTH <= pixel; at += WIDTH) {
      findLargest(x + at, pixel);
      store(y + at, largest);
    }
    for (; at < pixel; at += FLOAT) f32.store(y + at, largestOne(x + at, pixel));
  }
}

/** Adds every number of `dy` to the place of `dx` where the largest number of its window of `x` is. */
export function maxPoolGradient(x: usize, dy: usize, dx: usize, bytes: usize): void {
  const pixel = <usize>channels * FLOAT;
  const isWhole = areTiles() && pixel % WIDTH == 0; // every place is written, once
  if (!isWhole) memory.fill(dx, 0, bytes);
  const windows = countWindows();
  for (let window = 0; window < windows; ++window, dy += pixel) {
    moveTo(window);
    let at: usize = 0;
    for (; at + WIDTH <= pixel; at += WIDTH) {
      findLargest(x + at, pixel);
      give(dx + at, pixel, load(dy + at), isWhole);
    }
    for (; at < pixel; at += FLOAT) {
      largestOne(x + at, pixel);
      const to = dx + at + <usize>place * pixel;
      if (place >= 0) f32.store(to, f32.load(to) + f32.load(dy + at));
    }
  }
}

/** What `findLargest` found, and its number among the offsets of the window. */
let largest: Lanes = same(0);
let largestOffset: Lanes = same(0);

@inline
function findLargest(x: usize, pixel: usize): void {
  let best = same(-Infinity);
  let bestOffset = same(-1);
  let isFirst = true;
  for (let d = fromDepth; d < toDepth; ++d) {
    for (let h = fromHeight; h < toHeight; ++h) {
      let from = x + placeAt(d, h, fromWidth) * pixel;
      const step = placeAt(d, h, 1) * pixel - placeAt(d, h, 0) * pixel;
      for (let w = fromWidth; w < toWidth; ++w, from += step) {
        const candidate = load(from);
        const offset = same(<f32>((d * height + h) * width + w));
        bestOffset = isFirst ? offset : whereGreater(candidate, best, offset, bestOffset);
        best = isFirst ? candidate : whereGreater(candidate, best, candidate, best);
        isFirst = false;
      }
    }
  }
  largest = best;
  largestOffset = bestOffset;
}

@inline
function give(dx: usize, pixel: usize, dy: Lanes, isFirst: bool): void {
  for (let d = fromDepth; d < toDepth; ++d) {
    for (let h = fromHeight; h < toHeight; ++h) {
      let to = dx + placeAt(d, h, fromWidth) * pixel;
      const step = placeAt(d, h, 1) * pixel - placeAt(d, h, 0) * pixel;
      for (let w = fromWidth; w < toWidth; ++w, to += step) {
        const offset = same(<f32>((d * height + h) * width + w));
        const part = whereEqual(offset, largestOffset, dy);
        store(to, isFirst ? part : add(load(to), part));
      }
    }
  }
}

/** Where `largestOne` found it; -1 in an empty window. */
let place: isize = -1;

function largestOne(x: usize, pixel: usize): f32 {
  let best: f32 = -Infinity;
  place = -1;
  for (let d = fromDepth; d < toDepth; ++d) {
    for (let h = fromHeight; h < toHeight; ++h) {
      for (let w = fromWidth; w < toWidth; ++w) {
        const at = placeAt(d, h, w);
        const candidate = f32.load(x + at * pixel);
        if (place < 0 || candidate > best) {
          best = candidate;
          place = at;
        }
      }
    }
  }
  return best;
}
