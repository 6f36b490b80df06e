import type { OpCapability, SelfTestOptions, SelfTestReport } from '../backend.js';
import { measureOp } from './measure-op.js';
import { TRAINING_OP_VALUES } from './training-op-values.js';
import { TRAINING_OPS } from './training-ops.js';
import { withBackend } from './with-backend.js';

/** Runs ops on a backend and compares with TensorFlow's values. Leaves no tensor behind, whatever fails. */
export async function selfTest(name: string, tolerance: number, { ops: asked }: SelfTestOptions = {}): Promise<SelfTestReport> {
  const ops: OpCapability[] = [];
  for (const op of TRAINING_OPS) {
    if (asked !== undefined && !asked.includes(op.op)) continue;
    // One after the other, so that the tensors of one op are there at a time.
    ops.push(await withBackend(name, () => measureOp(op, TRAINING_OP_VALUES[op.op]!, tolerance)));
  }
  const problems = ops.flatMap((op) => problemsOf(op, name));
  return { passed: problems.length === 0, tolerance, ops, problems };
}

function problemsOf({ op, forward, gradient }: OpCapability, name: string): string[] {
  const directions = [['', forward], ['the gradient of ', gradient]] as const;
  return directions.flatMap(([direction, measured]) =>
    measured === null || measured.works ? [] : [`On ${name}, ${direction}${op} ${measured.problem ?? ''}.`]);
}
