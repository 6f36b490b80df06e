import { saveSliceInfo, type DType } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.js';
import { formatSummaryText } from './format-summary-text.js';
import { summarize } from './summarize.js';
import type { SummarizedVariable } from './summarize-variables.js';

function variable(name: string, shape: number[], trainable = true, device = '', dtype: DType = 'float32'): SummarizedVariable {
  return { op: { name }, shape, declaredDtype: dtype, trainable, device, saveSliceInfo: null };
}

const embedding = [0, 1].map((part): SummarizedVariable => ({
  ...variable(`embedding/part_${part}`, [500, 300], true, `/job:ps/task:${part}`),
  saveSliceInfo: saveSliceInfo('embedding', [1000, 300], [500 * part, 0], [500, 300]),
}));
const network = [
  variable('global_step', [], false, '', 'int64'),
  variable('conv/weights', [5, 5, 1, 32]),
  variable('conv/norm/mean', [32], false),
];
const model = summarize([...network, ...embedding]);

const lines = (text: string): string[] => text.split('\n');

describe('formatSummaryText', () => {
  it('writes a row for every variable and scope, and the totals', () => {
    expect(lines(formatSummaryText(model))).toEqual([
      'Variable       Shape                    Type     Parameters     Bytes  Trainable  Device',
      'global_step    ()                       int64             1       8 B  no',
      'embedding      (1000, 300) in 2 shards  float32     300,000  1.14 MiB  yes        /job:ps/task:0, /job:ps/task:1',
      'conv/                                                   832  3.25 KiB  partly',
      '  weights      (5, 5, 1, 32)            float32         800  3.13 KiB  yes',
      '  norm/                                                  32     128 B  no',
      '    mean       (32,)                    float32          32     128 B  no',
      '─'.repeat(112),
      'Total          4 variables                          300,833  1.15 MiB',
      'Trainable      2 variables                          300,800  1.15 MiB',
      'Non-trainable  2 variables                               33     136 B',
    ]);
  });

  it('gives every shard a row when asked', () => {
    expect(lines(formatSummaryText(model, { expandShards: true })).slice(2, 5)).toEqual([
      'embedding      (1000, 300) in 2 shards  float32     300,000  1.14 MiB  yes        /job:ps/task:0, /job:ps/task:1',
      '  part_0       (500, 300)                           150,000   586 KiB             /job:ps/task:0',
      '  part_1       (500, 300)                           150,000   586 KiB             /job:ps/task:1',
    ]);
  });

  it('leaves devices out where there are none', () => {
    expect(lines(formatSummaryText(summarize(network)))[0]).toBe('Variable       Shape          Type     Parameters     Bytes  Trainable');
  });

  it('writes a single scope', () => {
    const [conv] = model.scopes;
    expect(lines(formatSummaryText(conv ?? model)).slice(1, 4)).toEqual([
      'weights        (5, 5, 1, 32)  float32         800  3.13 KiB  yes',
      'norm/                                          32     128 B  no',
      '  mean         (32,)          float32          32     128 B  no',
    ]);
  });

  it('says that the bytes of strings are not known', () => {
    const text = formatSummaryText(summarize([variable('words', [5], false, '', 'string')]));
    expect(lines(text)[1]).toBe('words          (5,)         string           5      ?  no');
  });

  it('cuts the middle out of names that do not fit', () => {
    const text = formatSummaryText(summarize([variable('scope/a_rather_long_name_of_a_kernel', [3])]), { maxWidth: 69 });
    expect(lines(text).slice(0, 3)).toEqual([
      'Variable           Shape        Type     Parameters  Bytes  Trainable',
      'scope/                                            3   12 B  yes',
      '  a_rathe…_kernel  (3,)         float32           3   12 B  yes',
    ]);
  });

  it('keeps within the width it is given', () => {
    for (let maxWidth = 30; maxWidth < 120; maxWidth++) {
      const widths = lines(formatSummaryText(model, { maxWidth, expandShards: true })).map(displayWidth);
      expect(Math.max(...widths)).toBeLessThanOrEqual(maxWidth);
    }
  });

  it('shows names in deep scopes in a narrow column', () => {
    const text = formatSummaryText(summarize([variable('a/b/c/d/e/f/g/h/i/j/kernel', [3])]), { maxWidth: 30 });
    expect(text).toMatch(/^ +kernel +3$/m);
  });

  it('aligns columns whatever script the names are in', () => {
    const text = formatSummaryText(summarize(['重み', 'e\u0301', '👩‍💻', 'kernel'].map((name) => variable(name, [3]))));
    const starts = lines(text).slice(1, 5).map((line) => displayWidth(line.slice(0, line.indexOf('('))));
    expect(new Set(starts).size).toBe(1);
  });

  it('does not let names write to the terminal', () => {
    const text = formatSummaryText(summarize([variable('a\u001b[2J/b\nc', [1], true, '/job:\u001b[0m')]));
    expect(text).not.toMatch(/[^\n\P{Cc}]/u);
    expect(lines(text)).toHaveLength(7);
  });

  it('is coloured only when asked', () => {
    expect(formatSummaryText(model)).not.toContain('\u001b');
    const colored = formatSummaryText(model, { color: true });
    expect(lines(colored)[1]).toMatch(/^\u001b\[2mglobal_step.*\u001b\[0m$/);
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(formatSummaryText(model));
  });

  it('writes totals of nothing', () => {
    expect(lines(formatSummaryText(summarize([])))).toHaveLength(5);
  });
});
