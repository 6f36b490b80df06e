// Getters that change the request, not the result: plain functions are enough to see what they do.
import { completeRequest, type CustomGetter, type VariableRequest } from '@varscope/spec';
import { expect, it } from 'vitest';
import { filteredGetter } from './filtered-getter.js';
import { overrideArgumentsGetter } from './override-arguments-getter.js';
import { renamingGetter } from './renaming-getter.js';

/** The requests that a getter makes when it is asked for `names`. */
function requestsOf(customGetter: CustomGetter, names: readonly string[], options?: Partial<VariableRequest>): unknown[] {
  const requests: unknown[] = [];
  for (const name of names) {
    customGetter(
      (next, nextOptions) => {
        requests.push([next, nextOptions]);
        return null;
      },
      name,
      completeRequest(options),
    );
  }
  return requests;
}

it('filteredGetter applies a getter to the names that pass', () => {
  const upper = filteredGetter(
    (name, { trainable }) => name.endsWith('/w') && trainable !== false,
    renamingGetter((name) => name.toUpperCase()),
  );
  expect(requestsOf(upper, ['a/w', 'a/b'])).toEqual([['A/W', completeRequest()], ['a/b', completeRequest()]]);
  expect(requestsOf(upper, ['a/w'], { trainable: false })).toEqual([['a/w', completeRequest({ trainable: false })]]);
});

it('renamingGetter changes the name and nothing else', () => {
  expect(requestsOf(renamingGetter((name) => `bert/${name}`), ['w'], { shape: [2] })).toEqual([['bert/w', completeRequest({ shape: [2] })]]);
});

it('overrideArgumentsGetter replaces options, also those that were set', () => {
  const frozen = overrideArgumentsGetter({ trainable: false, collections: [] });
  expect(requestsOf(frozen, ['w'], { trainable: true, shape: [2] })).toEqual([
    ['w', completeRequest({ trainable: false, collections: [], shape: [2] })],
  ]);
});
