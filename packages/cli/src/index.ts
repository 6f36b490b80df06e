export { runVarscope } from './run-varscope.js';
export type { Terminal } from './terminal.js';
