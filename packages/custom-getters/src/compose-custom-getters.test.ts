import { completeRequest, type CustomGetter } from '@varscope/spec';
import { expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';

it('calls the first getter first, as scopes call the innermost, and gives each the next one', () => {
  const calls: string[] = [];
  const suffix = (text: string): CustomGetter => (getter, name, options) => {
    calls.push(`${text} for ${name}`);
    return getter(`${name}${text}`, options);
  };
  composeCustomGetters(suffix('/inner'), suffix('/outer'))(
    (name) => {
      calls.push(name);
      return null;
    },
    'w',
    completeRequest(),
  );
  expect(calls).toEqual(['/inner for w', '/outer for w/inner', 'w/inner/outer']);
});

it('completes requests between getters', () => {
  const bare: CustomGetter = (getter, name) => getter(name);
  let seen: unknown;
  const look: CustomGetter = (getter, name, options) => {
    seen = options;
    return getter(name, options);
  };
  composeCustomGetters(bare, look)(() => null, 'w', completeRequest({ shape: [2], dtype: 'int32' }));
  expect(seen).toEqual(completeRequest());
  expect(Object.isFrozen(seen)).toBe(true);
});

it('passes requests on when there is nothing to compose', () => {
  const request = completeRequest({ shape: [2] });
  composeCustomGetters()(
    (name, options) => {
      expect([name, options]).toEqual(['w', request]);
      return null;
    },
    'w',
    request,
  );
  expect.assertions(1);
});
