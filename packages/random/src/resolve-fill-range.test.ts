import { InvalidArgumentError } from '@varscope/spec/errors';
import { expect, test } from 'vitest';
import { resolveFillRange } from './resolve-fill-range.js';

test('takes the array for the whole tensor, or for its end', () => {
  expect(resolveFillRange(8, {})).toEqual({ offset: 0, total: 8 });
  expect(resolveFillRange(8, { offset: 3 })).toEqual({ offset: 3, total: 11 });
});

test.each([{ offset: -1 }, { offset: 0.5 }, { total: 7 }, { offset: 1, total: 8 }, { total: Number.NaN }])(
  'refuses %o for eight elements',
  (range) => {
    expect(() => resolveFillRange(8, range)).toThrow(InvalidArgumentError);
  },
);
