import { saveSliceInfo } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import { formatSummaryHtml } from './format-summary-html.js';
import { summarize } from './summarize.js';
import type { SummarizedVariable } from './summarize-variables.js';

function variable(name: string, shape: number[], trainable = true, device = ''): SummarizedVariable {
  return { op: { name }, shape, declaredDtype: 'float32', trainable, device, saveSliceInfo: null };
}

const count = (html: string, part: RegExp): number => html.match(part)?.length ?? 0;
/** What is written, without the style and the tags. */
const textOf = (html: string): string => html.replace(/<style>.*<\/style>/s, '').replace(/<[^>]*>/g, ' ');

describe('formatSummaryHtml', () => {
  const model = summarize([variable('step', [], false), variable('conv/weights', [5, 5]), variable('conv/norm/mean', [32], false)]);

  it('opens and closes every scope by an element of its own', () => {
    const html = formatSummaryHtml(model);
    expect([count(html, /<details open>/g), count(html, /<\/details>/g), count(html, /<summary /g)]).toEqual([2, 2, 2]);
  });

  it('opens as many levels as it is told', () => {
    expect([0, 1, 2].map((openDepth) => count(formatSummaryHtml(model, { openDepth }), /<details open>/g))).toEqual([0, 1, 2]);
  });

  it('gives every table a caption and headings for rows and columns', () => {
    const html = formatSummaryHtml(model);
    expect(html.match(/(?<=<caption class="unseen">)[^<]*/g)).toEqual([
      'Variables outside of all scopes', 'Variables in conv/', 'Variables in conv/norm/', 'Totals',
    ]);
    expect([count(html, /<table /g), count(html, /<th scope="col">/g), count(html, /<th scope="row"/g)]).toEqual([4, 24, 6]);
  });

  it('shows totals of scopes and of all', () => {
    expect(textOf(formatSummaryHtml(model))).toMatch(/conv\/\s.*57\s.*228 B\s.*partly/);
    expect(textOf(formatSummaryHtml(model))).toMatch(/Total\s+3 variables\s+58\s+232 B/);
  });

  it('escapes names, scopes and devices', () => {
    const html = formatSummaryHtml(summarize([variable('<script>x</script>/"\'><img onerror=x>', [1], true, '<b>&')]));
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('title="&lt;script&gt;x&lt;/script&gt;/&quot;&#39;&gt;&lt;img onerror=x&gt;"');
    expect(html).toContain('&lt;b&gt;&amp;');
  });

  it('has a column of devices only where there are some', () => {
    expect(textOf(formatSummaryHtml(model))).not.toContain('Device');
    expect(textOf(formatSummaryHtml(summarize([variable('a/v', [1], true, '/device:CPU:0')])))).toContain('/device:CPU:0');
  });

  it('shows a partitioned variable as one row, or with its shards', () => {
    const shards = [0, 1].map((part) => ({
      ...variable(`v/part_${part}`, [2]),
      saveSliceInfo: saveSliceInfo('v', [4], [2 * part], [2]),
    }));
    const summary = summarize(shards);
    expect(textOf(formatSummaryHtml(summary))).toContain('(4,) in 2 shards');
    expect(textOf(formatSummaryHtml(summary))).not.toContain('part_1');
    expect(textOf(formatSummaryHtml(summary, { expandShards: true }))).toMatch(/part_0\s+\(2,\).*\n.*part_1\s+\(2,\)/);
  });
});
