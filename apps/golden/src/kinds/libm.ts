import { createHash } from 'node:crypto';
import { logFloat32, sinCosFloat32 } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import type { RecordedFile } from '../recorded.js';

/** Bit patterns of what the Box–Muller transform computes from a number of 23 bits. */
interface Row {
  readonly u: string;
  readonly u1: string;
  readonly logf: string;
  readonly u2: string;
  readonly v1: string;
  readonly sinf: string;
  readonly cosf: string;
}

type Tables = Readonly<Record<'logf' | 'u2' | 'v1' | 'sinf' | 'cosf', string>>;

interface LibmFile extends RecordedFile {
  readonly cases: readonly (Row & { readonly id: string; readonly mantissa: number })[];
  /** Hashes of the values for all numbers of 23 bits. */
  readonly full_tables_sha256?: Tables;
}

/** `"kind": "libm"`: logarithm, sine and cosine of float32 numbers. */
export function libmCases(recorded: RecordedFile): RecordedCase[] {
  const { cases, full_tables_sha256: hashes } = recorded as LibmFile; // of this kind
  const rows = cases.map(({ id, mantissa, ...row }) => ({
    id,
    check: () => expectSame('row', row, hexadecimal(computeRow(mantissa))),
  }));
  if (hashes === undefined) return rows;
  return [...rows, { id: 'full_tables', check: () => expectSame('tables', hashes, hashTables()) }];
}

type Columns<T> = Record<keyof Row, T>;

// Scratch for one number: the only way to the bits of a number.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

function bitsOf(value: number): number {
  float[0] = value;
  return bits[0] as number; // one element
}

function computeRow(mantissa: number): Columns<number> {
  const u = mantissa * 2 ** -23;
  const u1 = Math.fround(Math.max(u, 1e-7));
  const logf = logFloat32(bitsOf(u1));
  const v1 = Math.fround(6.283185307179586 * u);
  const circle: number[] = [];
  sinCosFloat32(v1, circle, 0);
  const [sinf, cosf] = circle as [number, number];
  return { u, u1, logf, u2: Math.fround(Math.sqrt(Math.fround(-2 * logf))), v1, sinf, cosf };
}

function hexadecimal(row: Columns<number>): Columns<string> {
  const entries = Object.entries(row).map(([name, value]) => [name, bitsOf(value).toString(16).padStart(8, '0')]);
  return Object.fromEntries(entries) as Columns<string>; // the same names
}

function hashTables(): Tables {
  const count = 2 ** 23;
  const columns = ['logf', 'u2', 'v1', 'sinf', 'cosf'] as const;
  const tables = columns.map(() => new Float32Array(count));
  for (let mantissa = 0; mantissa < count; mantissa++) {
    const row = computeRow(mantissa);
    columns.forEach((column, i) => {
      (tables[i] as Float32Array)[mantissa] = row[column]; // a table for each column
    });
  }
  const hashes = tables.map((table) => createHash('sha256').update(new Uint8Array(table.buffer)).digest('hex'));
  return Object.fromEntries(columns.map((column, i) => [column, hashes[i]])) as Tables; // the same names
}
