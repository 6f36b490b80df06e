import { dtypeInfo, type DType, type Shape } from '@varscope/spec';
import { GraphSeeds, withSeedSource } from '@varscope/random';
import type { ConstantInitializer } from '@varscope/initializers';
import { Difference, type RecordedCase } from '@varscope/recorded-cases';
import { compareTensor } from '../compare-tensor.js';
import { createInitializer } from '../initializer-factories.js';
import { expectError } from '../python-error.js';
import type { Match, RecordedArguments, RecordedError, RecordedFile, RecordedTensor } from '../recorded.js';

interface ErrorCase {
  readonly id: string;
  readonly init: string;
  readonly args: RecordedArguments;
  readonly arg_types: Readonly<Record<string, string>>;
  readonly call: { readonly shape: Shape; readonly dtype?: DType; readonly verify_shape?: boolean } | null;
  readonly ok?: boolean;
  readonly error?: RecordedError;
  readonly out?: RecordedTensor;
}

/** `"kind": "errors"`: what is refused, in the factory or in the call, and look-alikes that are not. */
export function errorCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly ErrorCase[]).map((recorded) => ({
    id: recorded.id,
    check: () => withSeedSource(new GraphSeeds(), () => check(recorded)),
  }));
}

function check(recorded: ErrorCase): void {
  const { init, args, call, error, out } = recorded;
  if (error?.stage === 'construct') {
    expectError(error, () => createInitializer(init, args));
    return;
  }
  const initializer: ConstantInitializer = createInitializer(init, args); // others ignore the fourth parameter
  if (call === null) return;
  const values = (): ReturnType<typeof initializer.values> =>
    initializer.values(call.shape, call.dtype, undefined, call.verify_shape);
  if (error !== undefined && !isAboutWholeFloat(recorded)) expectError(error, values);
  else if (out !== undefined) {
    compareTensor(out, { dtype: dtypeOf(recorded), shape: call.shape, values: values() }, matchOf(recorded));
  } else if (values().length === 0) throw new Difference('values', 'some', 'none');
}

function dtypeOf({ args, call }: ErrorCase): DType {
  return call?.dtype ?? (args['dtype'] as DType | undefined) ?? 'float32';
}

/** Accepted values come without a tolerance; those of the orthogonal families are compared within that of SEEDS.md. */
function matchOf(recorded: ErrorCase): Match {
  if (!recorded.init.includes('orthogonal')) return 'bits';
  return { atol: { float16: 5e-3, float64: 4e-15 }[dtypeOf(recorded) as string] ?? 2e-6 };
}

/**
 * Whether TensorFlow refuses a float that is a whole number where an integer is asked for. JavaScript has one type for
 * both: there the value is the integer, and is accepted.
 */
function isAboutWholeFloat(recorded: ErrorCase): boolean {
  const { args, arg_types, error } = recorded;
  const hasWholeFloat = Object.entries(args).some(([name, value]) => arg_types[name] === 'float' && Number.isInteger(value));
  return error?.exception === 'TypeError' && dtypeInfo(dtypeOf(recorded))?.kind === 'integer' && hasWholeFloat;
}
