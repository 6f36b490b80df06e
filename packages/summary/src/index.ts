export { formatSummaryHtml, type FormatSummaryHtmlOptions } from './format-summary-html.js';
export { formatSummaryText, type FormatSummaryTextOptions } from './format-summary-text.js';
export { summarize, type SummarizedVariables, type SummarySource } from './summarize.js';
export type { SummarizedVariable } from './summarize-variables.js';
export type { Count, ScopeSummary, ShardSummary, Totals, VariableSummary } from './summary.js';
