import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TensorData, TensorReader } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { openTensorBundle } from '@varscope/tensor-bundle';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareValue } from './compare-value.js';
import type { Manifest, RecordedTensor, TensorVerdict, VerdictCase, Verdicts } from './recorded.js';

/** What may be in a path that TensorFlow takes for a pattern of file names: its verdict is then not on the file. */
const PATTERN = /[*?[\\]/;

/**
 * One case for each verdict. What TensorFlow refuses must be refused, with an error of Varscope that names the file; a
 * value that is read must be the one that TensorFlow read. Being stricter than TensorFlow is allowed.
 */
export function verdictCases(path: string, { base, cases }: Verdicts): RecordedCase[] {
  const folder = dirname(path);
  const bases = base.map((name) => {
    const { tensors } = JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8')) as Manifest; // written with them
    return new Map(tensors.map((tensor) => [tensor.name, tensor]));
  });
  return cases.map((verdict) => ({
    id: `${verdict.case} (${verdict.change})`,
    check: async () => {
      const said = verdictsByName(verdict);
      const undamaged = bases.find((tensors) => [...said.keys()].some((name) => tensors.has(name))) ?? bases[0];
      const names = new Set([...(undamaged?.keys() ?? []), ...said.keys()]);
      const location = join(folder, verdict.case, verdict.prefix);
      const reader = await openOrRefuse(location);
      if (reader === null) return;
      try {
        for (const name of names) {
          const tensor = String(name); // the undamaged checkpoints have names of UTF-8
          const isJudged = !PATTERN.test(verdict.prefix);
          await compareVerdict(reader, tensor, isJudged ? said.get(tensor) : 'ok', undamaged?.get(name));
        }
      } finally {
        await reader.close();
      }
    },
  }));
}

/** What was said of each tensor by the more lenient of the two ways to read it. */
function verdictsByName({ tf: { get_tensor: read = {}, RestoreV2: restored = {} } }: VerdictCase): Map<string, TensorVerdict> {
  const said = new Map(Object.entries(restored));
  for (const [name, verdict] of Object.entries(read)) if (!isRefusal(verdict) || !said.has(name)) said.set(name, verdict);
  return said;
}

async function compareVerdict(
  reader: TensorReader,
  name: string,
  verdict: TensorVerdict | undefined,
  undamaged: RecordedTensor | undefined,
): Promise<void> {
  const data = await readOrRefuse(reader, name);
  if (data === null) return;
  const expected = verdict === 'ok' ? undamaged : verdict;
  if (expected === undefined || isRefusal(expected)) throw new Difference(name, 'an error, as TensorFlow has one', 'a value');
  const { dtype, shape } = reader.tensors.get(name)!; // it was read
  expectSame(`dtype and shape of ${name}`, [expected.dtype, expected.shape], [dtype, shape]);
  compareValue(name, expected, data);
}

async function openOrRefuse(location: string): Promise<TensorReader | null> {
  try {
    return await openTensorBundle(location);
  } catch (error) {
    requireRefusal(error);
    return null;
  }
}

async function readOrRefuse(reader: TensorReader, name: string): Promise<TensorData | null> {
  try {
    return await reader.read({ name });
  } catch (error) {
    requireRefusal(error);
    return null;
  }
}

/** An error counts as a refusal if it is one of ours that says which file is at fault. */
function requireRefusal(error: unknown): void {
  if (!VarscopeError.isInstance(error)) throw error;
  if (error.details.file === undefined) throw new Error(`the error names no file: ${error.message}`, { cause: error });
}

function isRefusal(verdict: TensorVerdict | RecordedTensor): verdict is Extract<TensorVerdict, { readonly ok?: false }> {
  return verdict !== 'ok' && !('dtype' in verdict);
}
