export { runVarscope } from './run-varscope.js';
export type { ProgressBar, Terminal } from './terminal.js';
