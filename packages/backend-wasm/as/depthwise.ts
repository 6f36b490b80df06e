// The gradients of a depthwise convolution: channel `c` of the input makes the channels `c * multiplier` and so on.
import { add, load, mul, spread, store, WIDTH } from './lanes';
import {
  channels, countWindows, fromHeight, fromWidth, height, moveTo, placeAt, toHeight, toWidth, width,
} from './windows';

export { setWindows } from './windows';

const FLOAT: usize = 4;

/** Writes the gradient of the filter to `dFilter`. */
export function filterGradient(x: usize, dy: usize, dFilter: usize, multiplier: i32): void {
  const pixel = <usize>channels * FLOAT;
  const outPixel = pixel * multiplier;
  memory.fill(dFilter, 0, height * width * outPixel);
  const windows = countWindows();
  for (let window = 0; window < windows; ++window, dy += outPixel) {
    moveTo(window);
    for (let h = fromHeight; h < toHeight; ++h) {
      for (let w = fromWidth; w < toWidth; ++w) {
        const from = x + placeAt(0, h, w) * pixel;
        const to = dFilter + (h * width + w) * outPixel;
        if (multiplier == 1) addProducts(from, dy, to, pixel);
        else addMultiples(from, dy, to, multiplier);
      }
    }
  }
}

/** Writes the gradient of the input, of `bytes` bytes, to `dx`. */
export function inputGradient(dy: usize, filter: usize, dx: usize, bytes: usize, multiplier: i32): void {
  const pixel = <usize>channels * FLOAT;
  const outPixel = pixel * multiplier;
  memory.fill(dx, 0, bytes);
  const windows = countWindows();
  for (let window = 0; window < windows; ++window, dy += outPixel) {
    moveTo(window);
    for (let h = fromHeight; h < toHeight; ++h) {
      for (let w = fromWidth; w < toWidth; ++w) {
        const factors = filter + (h * width + w) * outPixel;
        const to = dx + placeAt(0, h, w) * pixel;
        if (multiplier == 1) addProducts(factors, dy, to, pixel);
        else addScalarProducts(factors, dy, to, multiplier);
      }
    }
  }
}

/** `c[i] += a[i] · b[i]` */
@inline
function addProducts(a: usize, b: usize, c: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + WIDTH <= bytes; at += WIDTH) store(c + at, add(load(c + at), mul(load(a + at), load(b + at))));
  for (; at < bytes; at += FLOAT) f32.store(c + at, f32.load(c + at) + f32.load(a + at) * f32.load(b + at));
}

/** `c[i, m] += a[i] · b[i, m]` */
@inline
function addMultiples(a: usize, b: usize, c: usize, multiplier: i32): void {
  const bytes = <usize>multiplier * FLOAT;
  for (let channel = 0; channel < channels; ++channel, a += FLOAT, b += bytes, c += bytes) {
    let at: usize = 0;
    for (; at + WIDTH <= bytes; at += WIDTH) store(c + at, add(load(c + at), mul(spread(a), load(b + at))));
    for (; at < bytes; at += FLOAT) f32.store(c + at, f32.load(c + at) + f32.load(a) * f32.load(b + at));
  }
}

/** `c[i] += Σ a[i, m] · b[i, m]` */
@inline
function addScalarProducts(a: usize, b: usize, c: usize, multiplier: i32): void {
  const bytes = <usize>multiplier * FLOAT;
  for (let channel = 0; channel < channels; ++channel, a += bytes, b += bytes, c += FLOAT) {
    let sum = f32.load(c);
    for (let at: usize = 0; at < bytes; at += FLOAT) sum += f32.load(a + at) * f32.load(b + at);
    f32.store(c, sum);
  }
}
