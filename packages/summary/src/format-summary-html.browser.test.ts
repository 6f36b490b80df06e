import { afterEach, describe, expect, it } from 'vitest';
import { formatSummaryHtml } from './format-summary-html.js';
import { summarize } from './summarize.js';
import type { SummarizedVariable } from './summarize-variables.js';

function variable(name: string, shape: number[], device = ''): SummarizedVariable {
  return { op: { name }, shape, declaredDtype: 'float32', trainable: true, device, saveSliceInfo: null };
}

const HOSTILE = '<img src=x onerror="document.title=1">';
const model = summarize([variable('step', []), variable(`a/b/${HOSTILE}`, [3, 4], '/device:CPU:0'), variable('a/weights', [1000])]);

function show(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLElement; // the fragment has one root
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('formatSummaryHtml in a browser', () => {
  it('makes no element of a name', () => {
    const table = show(formatSummaryHtml(model));
    expect(table.querySelector('img')).toBeNull();
    expect([...table.querySelectorAll('th.name')].map((cell) => cell.textContent)).toContain(HOSTILE);
  });

  it('aligns the numbers of scopes with those of variables', () => {
    const table = show(formatSummaryHtml(model));
    const ends = [...table.querySelectorAll('td.parameters, summary .parameters, .titles .parameters')].map(
      (cell) => Math.round(cell.getBoundingClientRect().right),
    );
    expect(ends).toHaveLength(9);
    expect(new Set(ends).size).toBe(1);
  });

  it('hides what is in a closed scope', () => {
    const table = show(formatSummaryHtml(model));
    const row = [...table.querySelectorAll('th.name')].find((cell) => cell.textContent === 'weights') as HTMLElement; // it is in the model
    expect(row.checkVisibility()).toBe(true);
    (table.querySelector('summary') as HTMLElement).click(); // the model has scopes
    expect(row.checkVisibility()).toBe(false);
  });

  it('keeps to the tables what it hides for the eye', () => {
    const table = show(formatSummaryHtml(model));
    const headings = [...(table.querySelector('table') as HTMLTableElement).tHead!.rows[0]!.cells];
    expect(headings.map((cell) => cell.textContent)).toEqual(['Variable', 'Shape', 'Type', 'Parameters', 'Bytes', 'Trainable', 'Device']);
    expect(headings.every((cell) => cell.getBoundingClientRect().height <= 1)).toBe(true);
  });

  it('has other colours in the dark', () => {
    const colors = (['light', 'dark'] as const).map((theme) => getComputedStyle(show(formatSummaryHtml(model, { theme }))).backgroundColor);
    expect(colors).toEqual(['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
  });
});
