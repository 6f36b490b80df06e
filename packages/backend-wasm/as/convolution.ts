// The gradients of a convolution, as products of matrices: a window laid out as a row ("patch") times the filter, whose
// rows are its offsets and channels and whose columns are the channels that come out.
import { add, load, store, WIDTH } from './lanes';
import { multiplyAdd } from './multiply';
import {
  channels, countWindows, depth, dilationWidth, fromDepth, fromHeight, fromWidth, height, moveTo, placeAt, toDepth,
  toHeight, toWidth, width,
} from './windows';

export { multiplyAdd } from './multiply';
export { setWindows } from './windows';

const FLOAT: usize = 4;

/** Windows at a time: their patches and what comes out of them are to stay in the cache. */
const TOGETHER: i32 = 64;

@inline
function patchSize(): i32 { return depth * height * width * channels; }

/** Writes the gradient of the filter to `dFilter`. `scratch` is room for 64 patches. */
export function filterGradient(x: usize, dy: usize, dFilter: usize, outChannels: i32, scratch: usize): void {
  const size = patchSize();
  const patchBytes = <usize>size * FLOAT;
  const outBytes = <usize>outChannels * FLOAT;
  memory.fill(dFilter, 0, patchBytes * outChannels);
  const windows = countWindows();
  for (let window = 0; window < windows; window += TOGETHER) {
    const count = min(TOGETHER, windows - window);
    for (let i = 0; i < count; ++i) readPatch(x, window + i, scratch + i * patchBytes);
    multiplyAdd(
      scratch, FLOAT, patchBytes, dy + window * outBytes, outBytes, dFilter, outBytes, size, outChannels, count,
    );
  }
}

/** Writes the gradient of the input, of `bytes` bytes, to `dx`. `scratch` is room for 64 patches and the filter. */
export function inputGradient(
  dy: usize, filter: usize, dx: usize, bytes: usize, outChannels: i32, scratch: usize,
): void {
  const size = patchSize();
  const patchBytes = <usize>size * FLOAT;
  const outBytes = <usize>outChannels * FLOAT;
  const turned = scratch + TOGETHER * patchBytes;
  transpose(filter, turned, size, outChannels);
  memory.fill(dx, 0, bytes);
  const windows = countWindows();
  for (let window = 0; window < windows; window += TOGETHER) {
    const count = min(TOGETHER, windows - window);
    memory.fill(scratch, 0, count * patchBytes);
    multiplyAdd(
      dy + window * outBytes, outBytes, FLOAT, turned, patchBytes, scratch, patchBytes, count, size, outChannels,
    );
    for (let i = 0; i < count; ++i) addPatch(dx, window + i, scratch + i * patchBytes);
  }
}

function transpose(matrix: usize, out: usize, rows: i32, columns: i32): void {
  for (let column = 0; column < columns; ++column) {
    for (let row = 0; row < rows; ++row) {
      f32.store(out, f32.load(matrix + (<usize>row * columns + column) * FLOAT));
      out += FLOAT;
    }
  }
}

/** Lays out a window of `x` as a row, with zeros where it is outside. */
function readPatch(x: usize, window: i32, patch: usize): void {
  moveTo(window);
  const pixel = <usize>channels * FLOAT;
  const line = width * pixel;
  for (let d = 0; d < depth; ++d) {
    for (let h = 0; h < height; ++h, patch += line) {
      if (d < fromDepth || d >= toDepth || h < fromHeight || h >= toHeight || fromWidth >= toWidth) {
        memory.fill(patch, 0, line);
        continue;
      }
      if (fromWidth > 0) memory.fill(patch, 0, fromWidth * pixel);
      const from = x + placeAt(d, h, fromWidth) * pixel;
      if (dilationWidth == 1) {
        copy(from, patch + fromWidth * pixel, (toWidth - fromWidth) * pixel);
      } else {
        for (let w = fromWidth; w < toWidth; ++w) {
          copy(from + (w - fromWidth) * dilationWidth * pixel, patch + w * pixel, pixel);
        }
      }
      if (toWidth < width) memory.fill(patch + toWidth * pixel, 0, (width - toWidth) * pixel);
    }
  }
}

/** Adds what is laid out as a row to a window of `dx`. */
function addPatch(dx: usize, window: i32, patch: usize): void {
  moveTo(window);
  const pixel = <usize>channels * FLOAT;
  for (let d = fromDepth; d < toDepth; ++d) {
    for (let h = fromHeight; h < toHeight; ++h) {
      const line = patch + (d * height + h) * width * pixel;
      const to = dx + placeAt(d, h, fromWidth) * pixel;
      if (dilationWidth == 1) {
        if (fromWidth < toWidth) accumulate(line + fromWidth * pixel, to, (toWidth - fromWidth) * pixel);
      } else {
        for (let w = fromWidth; w < toWidth; ++w) {
          accumulate(line + w * pixel, to + (w - fromWidth) * dilationWidth * pixel, pixel);
        }
      }
    }
  }
}

/** `memory.copy` is slow for the few bytes that this is for. */
@inline
function copy(from: usize, to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + WIDTH <= bytes; at += WIDTH) store(to + at, load(from + at));
  for (; at < bytes; at += FLOAT) f32.store(to + at, f32.load(from + at));
}

@inline
function accumulate(from: usize, to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + WIDTH <= bytes; at += WIDTH) store(to + at, add(load(to + at), load(from + at)));
  for (; at < bytes; at += FLOAT) f32.store(to + at, f32.load(to + at) + f32.load(from + at));
}
