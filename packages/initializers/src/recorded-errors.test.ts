import type { DType, Shape } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { createInitializer, type RecordedArguments } from '../testdata/create-initializer.js';
import { readRecorded } from '../testdata/read-recorded.js';

type Stage = 'construct' | 'call' | 'run';
type Call = { readonly shape: Shape; readonly dtype?: DType; readonly verify_shape?: boolean } | null;

const { cases } = readRecorded<{
  readonly cases: readonly (readonly [
    init: string,
    args: RecordedArguments,
    call: Call,
    error: readonly [stage: Stage, exception: string, message: string] | null,
  ])[];
}>('errors.json');

/** An accident of Python, where TensorFlow did not look at the type of an argument. */
const ACCIDENTS: Readonly<Record<string, string>> = { AttributeError: 'TypeError' };

/** Where an error is thrown, and its class in TensorFlow. What TensorFlow finds out when it runs an op, the call finds out. */
function outcome(init: string, args: RecordedArguments, call: Call): readonly [stage: Stage, exception: string] | null {
  let stage: Stage = 'construct';
  try {
    const initializer = createInitializer(init, args);
    stage = 'call';
    if (call !== null) initializer.values(call.shape, call.dtype, undefined, call.verify_shape);
    return null;
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return [stage, error.tensorflowError];
  }
}

describe.each(cases)('%s %j called with %j', (init, args, call, error) => {
  it(error === null ? 'is accepted' : `is refused with ${error[1]}: ${error[2]}`, () => {
    const expected = error === null ? null : [error[0] === 'run' ? 'call' : error[0], ACCIDENTS[error[1]] ?? error[1]];
    expect(outcome(init, args, call)).toEqual(expected);
  });
});
