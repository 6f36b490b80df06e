// The windows that a convolution or a pool reads: places in a batch of volumes of channels. An image is a volume one
// deep. Sizes count elements; a window may reach over the edge, by the padding before and as far as it goes behind.

export let batch: i32 = 0;
export let channels: i32 = 0;
export let inDepth: i32 = 0;
export let inHeight: i32 = 0;
export let inWidth: i32 = 0;
export let outDepth: i32 = 0;
export let outHeight: i32 = 0;
export let outWidth: i32 = 0;
export let depth: i32 = 0;
export let height: i32 = 0;
export let width: i32 = 0;
let strideDepth: i32 = 0;
let strideHeight: i32 = 0;
let strideWidth: i32 = 0;
export let dilationDepth: i32 = 0;
export let dilationHeight: i32 = 0;
export let dilationWidth: i32 = 0;
let padDepth: i32 = 0;
let padHeight: i32 = 0;
let padWidth: i32 = 0;

/** Says which windows the other functions work on. */
export function setWindows(
  batchSize: i32, channelCount: i32, inD: i32, inH: i32, inW: i32, outD: i32, outH: i32, outW: i32, d: i32, h: i32,
  w: i32, strideD: i32, strideH: i32, strideW: i32, dilationD: i32, dilationH: i32, dilationW: i32, padD: i32,
  padH: i32, padW: i32,
): void {
  batch = batchSize;
  channels = channelCount;
  inDepth = inD;
  inHeight = inH;
  inWidth = inW;
  outDepth = outD;
  outHeight = outH;
  outWidth = outW;
  depth = d;
  height = h;
  width = w;
  strideDepth = strideD;
  strideHeight = strideH;
  strideWidth = strideW;
  dilationDepth = dilationD;
  dilationHeight = dilationH;
  dilationWidth = dilationW;
  padDepth = padD;
  padHeight = padH;
  padWidth = padW;
}

@inline
export function countWindows(): i32 { return batch * outDepth * outHeight * outWidth; }

/** Whether every place of the input is in one window and none in two. */
export function areTiles(): bool {
  return strideDepth == depth && strideHeight == height && strideWidth == width &&
    (padDepth | padHeight | padWidth) == 0 && dilationDepth == 1 && dilationHeight == 1 && dilationWidth == 1 &&
    outDepth * depth == inDepth && outHeight * height == inHeight && outWidth * width == inWidth;
}

// The window that `moveTo` has chosen: its image, where it begins, and the part of it, from and to, that is inside.
export let image: i32 = 0;
export let startDepth: i32 = 0;
export let startHeight: i32 = 0;
export let startWidth: i32 = 0;
export let fromDepth: i32 = 0;
export let fromHeight: i32 = 0;
export let fromWidth: i32 = 0;
export let toDepth: i32 = 0;
export let toHeight: i32 = 0;
export let toWidth: i32 = 0;

/** Chooses a window by its number. */
export function moveTo(window: i32): void {
  const row = window / outWidth;
  const plane = row / outHeight;
  image = plane / outDepth;
  startDepth = (plane % outDepth) * strideDepth - padDepth;
  startHeight = (row % outHeight) * strideHeight - padHeight;
  startWidth = (window % outWidth) * strideWidth - padWidth;
  fromDepth = firstInside(startDepth, dilationDepth);
  fromHeight = firstInside(startHeight, dilationHeight);
  fromWidth = firstInside(startWidth, dilationWidth);
  toDepth = endInside(startDepth, dilationDepth, depth, inDepth);
  toHeight = endInside(startHeight, dilationHeight, height, inHeight);
  toWidth = endInside(startWidth, dilationWidth, width, inWidth);
}

@inline
function firstInside(start: i32, dilation: i32): i32 {
  return start >= 0 ? 0 : (dilation - 1 - start) / dilation;
}

@inline
function endInside(start: i32, dilation: i32, size: i32, limit: i32): i32 {
  return start >= limit ? 0 : min(size, (limit - start + dilation - 1) / dilation);
}

/** Which place of the input, counted over all images, the chosen window has at its offset `d`, `h`, `w`. */
@inline
export function placeAt(d: i32, h: i32, w: i32): usize {
  const z = image * inDepth + startDepth + d * dilationDepth;
  const y = z * inHeight + startHeight + h * dilationHeight;
  return <usize>(y * inWidth + startWidth + w * dilationWidth);
}
