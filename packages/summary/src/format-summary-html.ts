import { scopeCells, shardCells, TITLES, totalCells, variableCells, type Cells } from './cells.js';
import { escapeHtml } from './escape-html.js';
import { SUMMARY_STYLE } from './summary-style.js';
import type { ScopeSummary, VariableSummary } from './summary.js';

/** How a summary is written as HTML. */
export interface FormatSummaryHtmlOptions {
  /** Whether every shard of a partitioned variable gets a row of its own: no. */
  readonly expandShards?: boolean;
  /** How many levels of scopes are open at first: all. */
  readonly openDepth?: number;
  /** The colours: `'auto'`, the default, follows the reader's colour scheme. */
  readonly theme?: 'auto' | 'light' | 'dark';
}

/** What holds for the whole table. */
interface Layout {
  readonly keys: readonly (keyof Cells)[];
  readonly expandShards: boolean;
  readonly openDepth: number;
}

/**
 * The table as a fragment of HTML that needs nothing else. Scopes open and close without a script and show their
 * totals; every scope's variables are a table with headings for screen readers; the colours are light or dark. Names
 * are escaped, so that any name may be shown. The style element that it brings touches nothing outside of it. A table
 * wider than its place scrolls.
 */
export function formatSummaryHtml(summary: ScopeSummary, options: FormatSummaryHtmlOptions = {}): string {
  const { expandShards = false, openDepth = Infinity, theme = 'auto' } = options;
  const hasDevices = someDevice(summary);
  const all = Object.keys(TITLES) as (keyof Cells)[]; // an object of that type
  const layout: Layout = { keys: all.filter((key) => key !== 'device' || hasDevices), expandShards, openDepth };
  return [
    `<section class="varscope-summary" data-theme="${escapeHtml(theme)}"${hasDevices ? ' data-devices' : ''} aria-label="Variables" tabindex="0">`,
    `<style>${SUMMARY_STYLE}</style>`,
    `<div class="titles" aria-hidden="true">${layout.keys.map((key) => `<span class="${key}">${TITLES[key]}</span>`).join('')}</div>`,
    ...scopeContent(summary, 0, layout),
    ...totalsTable(summary, layout),
    '</section>',
  ].join('\n');
}

function someDevice(scope: ScopeSummary): boolean {
  return scope.variables.some((variable) => variable.device !== '') || scope.scopes.some(someDevice);
}

function scopeContent(scope: ScopeSummary, depth: number, layout: Layout): string[] {
  const caption = scope.name === '' ? 'Variables outside of all scopes' : `Variables in ${scope.name}/`;
  const rows = scope.variables.flatMap((variable) => variableRows(variable, depth, layout));
  return [
    ...(rows.length === 0 ? [] : table(caption, 'variables', rows, layout)),
    ...scope.scopes.flatMap((inner) => scopeDetails(inner, depth, layout)),
  ];
}

function scopeDetails(scope: ScopeSummary, depth: number, layout: Layout): string[] {
  const cells = scopeCells(scope);
  const spans = layout.keys.map((key) => {
    // A screen reader reads the row as one sentence, without the headings.
    const title = key === 'name' || cells[key] === '' ? '' : `<span class="unseen">, ${TITLES[key]}: </span>`;
    return `<span class="${key}">${title}${escapeHtml(cells[key])}</span>`;
  });
  return [
    `<details${depth < layout.openDepth ? ' open' : ''}>`,
    `<summary style="--depth:${depth}" title="${escapeHtml(scope.name)}/">${spans.join('')}</summary>`,
    ...scopeContent(scope, depth + 1, layout),
    '</details>',
  ];
}

function variableRows(variable: VariableSummary, depth: number, { keys, expandShards }: Layout): string[] {
  const style = variable.trainable ? 'learned' : 'frozen';
  const shards = expandShards ? variable.shards : [];
  return [
    row(variableCells(variable), variable.name, depth, style, keys),
    ...shards.map((shard) => row(shardCells(shard), shard.name, depth + 1, style, keys)),
  ];
}

function totalsTable({ totals }: ScopeSummary, layout: Layout): string[] {
  const cells = [
    totalCells('Total', totals.all),
    totalCells('Trainable', totals.trainable),
    totalCells('Non-trainable', totals.nonTrainable),
  ];
  return table('Totals', 'totals', cells.map((each) => row(each, each.name, 0, 'total', layout.keys)), layout);
}

function table(caption: string, style: string, rows: readonly string[], { keys }: Layout): string[] {
  return [
    `<table class="${style}"><caption class="unseen">${escapeHtml(caption)}</caption>`,
    `<colgroup>${keys.map((key) => `<col class="${key}">`).join('')}</colgroup>`,
    `<thead><tr>${keys.map((key) => `<th scope="col"><span class="unseen">${TITLES[key]}</span></th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody></table>',
  ];
}

function row(cells: Cells, title: string, depth: number, style: string, keys: readonly (keyof Cells)[]): string {
  const columns = keys.map((key) =>
    key === 'name'
      ? `<th scope="row" class="name" style="--depth:${depth}" title="${escapeHtml(title)}">${escapeHtml(cells.name)}</th>`
      : `<td class="${key}">${escapeHtml(cells[key])}</td>`,
  );
  return `<tr class="${style}">${columns.join('')}</tr>`;
}
