import type { Shape, StoredTensor } from '@varscope/spec';
import { expect, it } from 'vitest';
import { suggestMap, type WantedTensor } from './suggest-map.js';

const stored = (name: string, shape: Shape = [2]): StoredTensor => ({ name, dtype: 'float32', shape, slices: [] });
const wanted = (name: string, shape: Shape = [2]): WantedTensor => ({ name, fits: (tensor) => tensor.shape.join() === shape.join() });
const suggest = (variables: readonly WantedTensor[], tensors: readonly StoredTensor[], others: readonly string[] = []): object =>
  Object.fromEntries(suggestMap(variables, others, tensors));

it('moves the scope that most variables would be found in', () => {
  const variables = ['m/bert/a/w', 'm/bert/b/w', 'm/head/w'].map((name) => wanted(name));
  expect(suggest(variables, ['bert/a/w', 'bert/b/w', 'cls/w'].map((name) => stored(name)))).toEqual({ 'bert/': 'm/bert/', 'cls/': 'm/head/' });
});

it('moves to and from the root', () => {
  expect(suggest([wanted('m/w'), wanted('m/b')], [stored('w'), stored('b')])).toEqual({ '/': 'm/' });
  expect(suggest([wanted('w'), wanted('b')], [stored('m/w'), stored('m/b')])).toEqual({ 'm/': '/' });
});

it('names the variables of a scope of which others have their tensors', () => {
  expect(suggest([wanted('m/w'), wanted('m/b')], [stored('n/w'), stored('n/b')], ['m/c'])).toEqual({ 'n/w': 'm/w', 'n/b': 'm/b' });
});

it('looks at shapes, and gives no tensor twice', () => {
  expect(suggest([wanted('m/w', [3])], [stored('n/w')])).toEqual({});
  expect(suggest([wanted('weight'), wanted('weights_')], [stored('weights')])).toEqual({ weights: 'weight' });
});

it('takes its time by the size of the checkpoint, not by its square', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `layer_${index >> 2}/${['kernel', 'bias', 'gamma', 'beta'][index & 3]}`);
  const moved = suggest(names.map((name) => wanted(`model/${name}`)), names.map((name) => stored(name)));
  expect(moved).toEqual({ '/': 'model/' });
  expect(suggest(names.map((name) => wanted(`x${name}y`)), names.map((name) => stored(name, [3])))).toEqual({});
}, 20_000);
