import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as errors from './errors.js';
import { VarscopeError, type ErrorDetails } from './errors.js';

type ErrorClass = (new (message: string, details?: ErrorDetails) => VarscopeError) & {
  isInstance(error: unknown): boolean;
};

const classes = Object.entries(errors).filter(([name]) => name.endsWith('Error') && name !== 'VarscopeError') as unknown as [
  name: string,
  ErrorClass,
][]; // all of them have this form, which the tests below confirm

const { kinds } = JSON.parse(
  readFileSync(new URL('../../../apps/conformance/oracle/kinds.json', import.meta.url), 'utf8'),
) as { kinds: readonly { readonly kind: string; readonly class: string }[] };

const DETAILS: ErrorDetails = {
  variable: 'a/v',
  expected: '(3,)',
  found: '(2,)',
  createdAt: 'dense (layers.js:12:17)',
  requestedAt: 'main.js:3:1',
  nearest: ['a/w', 'b/v'],
};

describe.each(classes)('%s', (name, Failure) => {
  const error = new Failure('first line', DETAILS);

  it('is an error that bears its name, and tells which one TensorFlow raises', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.tensorflowError).toMatch(/^(Value|Type|Index|Lookup|Runtime|FailedPrecondition|InvalidArgument|DataLoss|NotFound|Unimplemented)Error$/);
  });

  it('is found out by isInstance alone, from any copy of the package', () => {
    const ofAnotherCopy = Object.assign(new Error('first line'), { code: error.code });
    Object.defineProperty(ofAnotherCopy, Symbol.for('varscope.error'), { value: true });
    for (const one of [error, ofAnotherCopy]) {
      expect(classes.filter(([, Other]) => Other.isInstance(one)).map(([other]) => other)).toEqual([name]);
      expect(VarscopeError.isInstance(one)).toBe(true);
    }
    for (const other of [new Error('first line'), null, undefined, 'first line', { code: error.code }]) {
      expect(Failure.isInstance(other)).toBe(false);
    }
  });
});

it('gives every class a code of its own', () => {
  const codes = classes.map(([, Failure]) => new Failure('').code);
  expect(new Set(codes).size).toBe(classes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

it('has a class for every kind of error that the recorded programs of TensorFlow end with', () => {
  const found = new Map(classes.map(([, Failure]) => [new Failure('').code, new Failure('').tensorflowError]));
  for (const { kind, class: tensorflowError } of kinds) {
    if (kind === 'template-arguments') continue; // Python's error for a call with wrong arguments
    expect([kind, found.get(kind)]).toEqual([kind, tensorflowError]);
  }
});

it('says first what TensorFlow says, then what it knows beside', () => {
  expect(new errors.ShapeMismatchError('first line', DETAILS).message).toBe(
    `first line
  expected: (3,)
  found: (2,)
  originally defined at: dense (layers.js:12:17)
  requested at: main.js:3:1
  nearest existing names: a/w, b/v`,
  );
  expect(new errors.ShapeMismatchError('first line', { nearest: [] }).message).toBe('first line');
});

it('keeps the details and the cause', () => {
  const cause = new Error('cause');
  const error = new errors.InvalidArgumentError('first line', { ...DETAILS, cause });
  expect(error.details).toMatchObject(DETAILS);
  expect(error.cause).toBe(cause);
  expect('cause' in new errors.InvalidArgumentError('first line')).toBe(false);
});

it('has the classes that TensorFlow raises for indices and lists', () => {
  expect(new errors.PartitionerAxisError('', {}, 'IndexError').tensorflowError).toBe('IndexError');
  expect(new errors.PartitionInfoError('', {}, 'TypeError').tensorflowError).toBe('TypeError');
});

it('says where in which file, and of which tensor, something is wrong', () => {
  const details = { file: 'model.ckpt.data-00000-of-00001', offset: 48, variable: 'a/w' };
  expect(new errors.DataLossError('Checksum does not match', details).message).toBe(`Checksum does not match
  file: model.ckpt.data-00000-of-00001, byte 48
  tensor: a/w`);
  expect(new errors.TensorNotFoundError('Key a/w not found in checkpoint', { file: 'model.ckpt', variable: 'a/w' }).message).toBe(
    'Key a/w not found in checkpoint\n  file: model.ckpt',
  );
});
