import type { ConformanceCase } from './case-format.js';
import { compare, type Difference } from './compare.js';
import type { MeasuredCase } from './measure-case.js';

/** Every difference between what a case did and its golden trace; a tensor that was left behind is one, too. */
export function compareCase(golden: ConformanceCase, measured: MeasuredCase): Difference[] {
  return [
    ...compare(golden.trace, measured.trace, '/trace'),
    ...compare(golden.final, measured.final, '/final'),
    ...compare(golden.session_trace ?? null, measured.sessionTrace, '/session_trace'),
    ...compare(0, measured.leakedTensors, '/leaked_tensors'),
  ];
}
