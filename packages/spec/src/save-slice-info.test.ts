import { expect, it } from 'vitest';
import { saveSliceInfo } from './save-slice-info.js';

it("has TensorFlow's text of a slice", () => {
  expect(saveSliceInfo('v', [4, 3], [2, 0], [2, 3]).spec).toBe('4 3 2,2:0,3');
  expect(saveSliceInfo('v', [4], [2], [2]).spec).toBe('4 2,2');
  expect(saveSliceInfo('v', [], [], []).spec).toBe(' ');
});

it('keeps what it was made from', () => {
  expect(saveSliceInfo('a/v', [4], [2], [2])).toMatchObject({ fullName: 'a/v', fullShape: [4], varOffset: [2], varShape: [2] });
});
