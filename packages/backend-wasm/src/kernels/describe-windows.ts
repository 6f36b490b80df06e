import type { backend_util } from '@tensorflow/tfjs-core';

/** Where the windows of a convolution or a pool are, in the order in which `setWindows` of the kernels takes it. */
export type Windows = readonly number[];

/**
 * The windows of what tfjs has worked out; an image is a volume one deep. Where the last window of a volume ends before the
 * volume does, tfjs works out padding of less than nothing; there is none.
 */
export function describeWindows(info: backend_util.Conv2DInfo | backend_util.Conv3DInfo): Windows {
  const volume = 'inDepth' in info ? info : null;
  return [
    info.batchSize, info.inChannels,
    volume?.inDepth ?? 1, info.inHeight, info.inWidth,
    volume?.outDepth ?? 1, info.outHeight, info.outWidth,
    volume?.filterDepth ?? 1, info.filterHeight, info.filterWidth,
    volume?.strideDepth ?? 1, info.strideHeight, info.strideWidth,
    volume?.dilationDepth ?? 1, info.dilationHeight, info.dilationWidth,
    ...[volume?.padInfo.front ?? 0, info.padInfo.top, info.padInfo.left].map((before) => Math.max(0, before)),
  ];
}
