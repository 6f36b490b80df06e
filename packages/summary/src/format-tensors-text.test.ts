import type { StoredTensor } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.js';
import { formatTensorsText } from './format-tensors-text.js';
import { summarizeTensors } from './summarize-tensors.js';
import type { TensorStatistics } from './tensor-statistics.js';

const tensor = (name: string, shape: number[], dtype: StoredTensor['dtype'] = 'float32'): StoredTensor => ({ name, dtype, shape, slices: [] });
const embedding: StoredTensor = {
  ...tensor('model/embedding', [5, 2], 'float16'),
  slices: [{ offset: [0, 0], shape: [3, 2] }, { offset: [3, 0], shape: [2, 2] }],
};
const checkpoint = summarizeTensors([
  tensor('global_step', [], 'int64'),
  embedding,
  tensor('model/layer/kernel', [1000, 20]),
  tensor('model/layer/labels', [2], 'string'),
]);
const statistics = new Map<string, TensorStatistics>([
  ['global_step', { min: 7, max: 7, mean: 7, standardDeviation: 0, zeros: 0, nans: 0, infinities: 0 }],
  ['model/layer/kernel', { min: -1 / 3, max: 1.5e-7, mean: 0.25, standardDeviation: 12345.678, zeros: 1200, nans: 3, infinities: 1 }],
]);
const lines = (text: string): string[] => text.split('\n');

describe('formatTensorsText', () => {
  it('writes a row for every tensor and scope, and the total', () => {
    expect(lines(formatTensorsText(checkpoint))).toEqual([
      'Tensor       Shape               Type     Parameters     Bytes',
      'global_step  ()                  int64             1       8 B',
      'model/                                        20,012  78.1 KiB',
      '  embedding  (5, 2) in 2 slices  float16          10      20 B',
      '  layer/                                      20,002  78.1 KiB',
      '    kernel   (1000, 20)          float32      20,000  78.1 KiB',
      '    labels   (2,)                string            2         ?',
      '─'.repeat(62),
      'Total        4 tensors                        20,013  78.2 KiB',
    ]);
  });

  it('indents by the depth of a scope, however short the names are', () => {
    const deep = summarizeTensors([tensor('a/b/c/d/e', []), tensor('a/b/c/longer', [])]);
    expect(lines(formatTensorsText(deep)).slice(1, 7).map((line) => /^ *\S+/.exec(line)?.[0])).toEqual([
      'a/', '  b/', '    c/', '      longer', '      d/', '        e',
    ]);
  });

  it('writes full names in a list', () => {
    expect(lines(formatTensorsText(checkpoint, { flat: true })).slice(1, 5).map((line) => line.split(' ')[0])).toEqual([
      'global_step', 'model/embedding', 'model/layer/kernel', 'model/layer/labels',
    ]);
  });

  it('counts the tensors of scopes that are deeper than asked', () => {
    expect(lines(formatTensorsText(checkpoint, { depth: 0 })).slice(1, 3)).toEqual([
      'global_step  ()         int64           1       8 B',
      'model/       3 tensors             20,012  78.1 KiB',
    ]);
  });

  it('gives every slice a row when asked', () => {
    expect(lines(formatTensorsText(checkpoint, { expandSlices: true })).slice(4, 6)).toEqual([
      '    at (0, 0)  (3, 2)',
      '    at (3, 0)  (2, 2)',
    ]);
  });

  it('shows what the values are like', () => {
    expect(lines(formatTensorsText(checkpoint, { flat: true, statistics })).slice(0, 4)).toEqual([
      'Tensor              Shape               Type     Parameters     Bytes      Min     Max  Mean    Std  Zeros  NaN, Inf',
      'global_step         ()                  int64             1       8 B        7       7     7      0      0',
      'model/embedding     (5, 2) in 2 slices  float16          10      20 B',
      'model/layer/kernel  (1000, 20)          float32      20,000  78.1 KiB  -0.3333  1.5e-7  0.25  12350  1,200      3, 1',
    ]);
  });

  it('keeps within the width it is given, and statistics before sizes', () => {
    for (let maxWidth = 50; maxWidth < 130; maxWidth++) {
      const widths = lines(formatTensorsText(checkpoint, { maxWidth, statistics, expandSlices: true })).map(displayWidth);
      expect(Math.max(...widths)).toBeLessThanOrEqual(maxWidth);
    }
    expect(lines(formatTensorsText(checkpoint, { maxWidth: 80, statistics }))[0]).toMatch(/Min .*Max .*Std/);
  });
});
