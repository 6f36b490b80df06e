import type { DType, StoredDType } from '@varscope/spec';
import { InvalidArgumentError, TensorNotFoundError, VarscopeError } from '@varscope/spec/errors';
import { formatLoadReport } from './format-load-report.js';
import type { LoadReport, MismatchedTensor } from './load-report.js';

/** An error of a restore that was refused because variables and checkpoint do not agree: no variable was changed. */
export type LoadError = VarscopeError & { readonly report: LoadReport };

/** Whether an error carries the report of what a checkpoint has for the variables. */
export function isLoadError(error: unknown): error is LoadError {
  return VarscopeError.isInstance(error) && 'report' in error;
}

/** What is to be said of a report; `null` when everything fits. */
export type DescribeReport = (report: LoadReport) => VarscopeError | null;

/** @throws LoadError when `describe` finds something. */
export function requireComplete(report: LoadReport, describe: DescribeReport): void {
  const error = describe(report);
  if (error !== null) throw Object.assign(error, { report });
}

/** The error of `Saver.restore`. */
export function saverError(report: LoadReport, isSliced: (tensor: string) => boolean): VarscopeError | null {
  const { missing: [missing], wrongDtype: [wrongDtype], wrongShape: [wrongShape] } = sorted(report);
  if (missing !== undefined) {
    const cause = 'a Variable name or other graph key that is missing from the checkpoint';
    return new TensorNotFoundError(failed(cause, `Key ${missing.tensor} not found in checkpoint`, report), { variable: missing.tensor });
  }
  const wrong = wrongDtype ?? wrongShape;
  if (wrong === undefined) return null;
  const original = wrongDtype !== undefined ? dtypeWords(wrongDtype) : shapeWords(wrong, isSliced(wrong.tensor));
  return mismatch(failed('a mismatch between the current graph and the graph from the checkpoint', original, report), wrong);
}

/** The error of a restore from an object-based checkpoint by the names that variables had in their graph. */
export function objectBasedError(report: LoadReport): VarscopeError | null {
  const { missing } = sorted(report);
  if (missing.length === 0) return null;
  const names = missing.map(({ tensor }) => tensor).join(', ');
  const message = `Existing variables not in the checkpoint: ${names}\n\n${formatLoadReport(report)}`;
  return new TensorNotFoundError(message, { variable: missing[0]?.tensor });
}

/** The error of `initFromCheckpoint`. */
export function initError(report: LoadReport, askedAs: (variable: string) => string): VarscopeError | null {
  const { missing: [missing], wrongShape: [wrongShape], wrongDtype: [wrongDtype] } = report;
  const text = formatLoadReport(report);
  if (missing !== undefined) {
    const message = `Tensor ${missing.tensor}${askedAs(missing.variable)} is not found in ${report.path} checkpoint\n\n${text}`;
    return new TensorNotFoundError(message, { variable: missing.tensor }, 'ValueError');
  }
  if (wrongShape !== undefined) {
    const { variable, tensor, expected, found } = wrongShape;
    const message = `Shape of variable ${variable}:0 (${tupleText(expected)}) doesn't match with shape of tensor ${tensor} (${listText(found)}) from checkpoint reader.`;
    return new InvalidArgumentError(`${message}\n\n${text}`, { variable, expected, found }, 'ValueError');
  }
  return wrongDtype === undefined ? null : mismatch(`${dtypeWords(wrongDtype)}\n\n${text}`, wrongDtype);
}

function mismatch(message: string, { variable, expected, found }: MismatchedTensor): InvalidArgumentError {
  return new InvalidArgumentError(message, { variable, expected, found }, 'InvalidArgumentError');
}

function failed(cause: string, original: string, report: LoadReport): string {
  return `Restoring from checkpoint failed. This is most likely due to ${cause}. Please ensure that you have not altered the graph expected based on the checkpoint. Original error:\n\n${original}\n\n${formatLoadReport(report)}`;
}

/** TensorFlow restores in the order of names, and tells the first. */
function sorted(report: LoadReport): Pick<LoadReport, 'missing' | 'wrongDtype' | 'wrongShape'> {
  const byName = (a: { tensor: string }, b: { tensor: string }): number => (a.tensor < b.tensor ? -1 : 1);
  const { missing, wrongDtype, wrongShape } = report;
  return { missing: [...missing].sort(byName), wrongDtype: [...wrongDtype].sort(byName), wrongShape: [...wrongShape].sort(byName) };
}

/** The names of dtypes in TensorFlow's kernels. */
const KERNEL_NAMES: ReadonlyMap<DType | StoredDType, string> = new Map<DType | StoredDType, string>([
  ['float16', 'half'], ['float32', 'float'], ['float64', 'double'],
]);

function dtypeWords({ tensor, expected, found }: MismatchedTensor): string {
  const name = (dtype: string): string => KERNEL_NAMES.get(dtype as StoredDType) ?? dtype; // the report has no others
  return `tensor_name = ${tensor}; expected dtype ${name(expected)} does not equal original dtype ${name(found)}`;
}

function shapeWords({ tensor, expected, found }: MismatchedTensor, isSliced: boolean): string {
  if (!isSliced) return `Assign requires shapes of both tensors to match. lhs shape= ${expected} rhs shape= ${found}`;
  return `tensor_name = ${tensor}; shape in shape_and_slice spec ${expected} does not match the shape stored in checkpoint: ${found}`;
}

/** `[4]` as Python prints a tuple. */
function tupleText(shape: string): string {
  const sizes = shape.slice(1, -1).split(',').join(', ').replaceAll('?', 'None');
  return sizes.includes(',') || sizes === '' ? `(${sizes})` : `(${sizes},)`;
}

/** `[4,3]` as Python prints a list. */
function listText(shape: string): string {
  return shape.replaceAll(',', ', ');
}
