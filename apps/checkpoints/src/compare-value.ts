import { createHash } from 'node:crypto';
import type { TensorData } from '@varscope/spec';
import { Difference, expectSame } from '@varscope/recorded-cases';
import type { RecordedString, RecordedValue } from './recorded.js';

/** Throws a `Difference` unless the bytes or strings of `data` are those that are recorded. */
export function compareValue(what: string, recorded: RecordedValue, data: TensorData): void {
  const { strings } = recorded;
  if (strings !== undefined) {
    if (data instanceof Uint8Array) throw new Difference(what, 'strings', 'numbers');
    expectSame(`strings of ${what}`, strings.length, data.length);
    for (const [index, string] of strings.entries()) compareBytes(`${what}[${index}]`, string, data[index]!); // as many
  } else {
    if (!(data instanceof Uint8Array)) throw new Difference(what, 'numbers', 'strings');
    compareBytes(what, recorded, data);
  }
}

function compareBytes(what: string, { b64, sha256 }: RecordedValue | RecordedString, bytes: Uint8Array): void {
  if (b64 === undefined && sha256 === undefined) throw new Error(`${what} has no recorded value`);
  if (b64 !== undefined) expectSame(what, b64, Buffer.from(bytes).toString('base64'));
  else expectSame(`hash of ${what}`, sha256, createHash('sha256').update(bytes).digest('hex'));
}
