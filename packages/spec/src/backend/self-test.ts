import type { OpCapability, SelfTestOptions, SelfTestReport } from '../backend.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { measureOp } from './measure-op.js';
import { TRAINING_OP_VALUES } from './training-op-values.js';
import { TRAINING_OPS } from './training-ops.js';
import { withBackend } from './with-backend.js';

/**
 * Runs ops on a backend and compares with TensorFlow's values. Leaves no tensor behind, whatever fails.
 * @throws InvalidArgumentError for the name of an op that is not tested.
 */
export async function selfTest(name: string, tolerance: number, { ops: asked }: SelfTestOptions = {}): Promise<SelfTestReport> {
  const unknown = asked?.filter((name) => !TRAINING_OPS.some(({ op }) => op === name)) ?? [];
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`The self-test has no op named ${unknown.join(', ')}.`, { expected: 'names that the report of all ops has' });
  }
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
