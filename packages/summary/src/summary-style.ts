/**
 * The style of the HTML table. The colours are custom properties; they follow the reader's colour scheme unless the
 * fragment names one. Rows of scopes are grids whose columns have the widths of those of the tables.
 */
export const SUMMARY_STYLE: string = `
.varscope-summary {
  --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --back: #ffffff; --raised: #f6f8fa; --accent: #0969da;
  color-scheme: light;
}
.varscope-summary[data-theme=dark] {
  --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --back: #0d1117; --raised: #151b23; --accent: #4493f8;
  color-scheme: dark;
}
@media (prefers-color-scheme: dark) {
  .varscope-summary[data-theme=auto] {
    --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --back: #0d1117; --raised: #151b23; --accent: #4493f8;
    color-scheme: dark;
  }
}
.varscope-summary {
  --columns: 1fr 14em 7em 9em 7em 8em; --width: 62em;
  position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px;
  color: var(--text); background: var(--back); font: 14px/1.5 system-ui, sans-serif; text-align: start;
}
.varscope-summary[data-devices] { --columns: 1fr 14em 7em 9em 7em 8em 16em; --width: 78em; }
.varscope-summary > div, .varscope-summary table, .varscope-summary summary { box-sizing: border-box; min-width: var(--width); }
.varscope-summary table { table-layout: fixed; width: 100%; margin: 0; border-collapse: collapse; font: inherit; }
.varscope-summary .shape { width: 14em; } .varscope-summary .dtype { width: 7em; } .varscope-summary .parameters { width: 9em; }
.varscope-summary .bytes { width: 7em; } .varscope-summary .trainable { width: 8em; } .varscope-summary .device { width: 16em; }
.varscope-summary summary, .varscope-summary .titles { display: grid; grid-template-columns: var(--columns); font-weight: 600; background: var(--raised); }
.varscope-summary summary, .varscope-summary tbody tr { border-top: 1px solid var(--line); }
.varscope-summary tbody > tr > *, .varscope-summary summary > *, .varscope-summary .titles > * {
  box-sizing: border-box; padding: 4px 10px; vertical-align: top; text-align: start; font-weight: inherit; overflow-wrap: anywhere;
}
.varscope-summary tbody > tr > *, .varscope-summary summary > * { font-variant-numeric: tabular-nums; }
.varscope-summary .parameters.parameters, .varscope-summary .bytes.bytes { text-align: end; }
.varscope-summary tbody > tr > .name, .varscope-summary summary > .name { padding-inline-start: calc(10px + var(--depth) * 18px); }
.varscope-summary tbody > tr > .name { font-weight: 400; }
.varscope-summary thead th { padding: 0; border: 0; }
.varscope-summary summary { cursor: pointer; list-style: none; }
.varscope-summary summary::-webkit-details-marker { display: none; }
.varscope-summary summary > .name::before { content: "▸ "; color: var(--muted); }
.varscope-summary details[open] > summary > .name::before { content: "▾ "; }
.varscope-summary summary:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.varscope-summary .frozen { color: var(--muted); }
.varscope-summary .totals { border-top: 2px solid var(--line); }
.varscope-summary .totals tbody > tr:first-child > * { font-weight: 600; }
.varscope-summary .unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
`.trim();
