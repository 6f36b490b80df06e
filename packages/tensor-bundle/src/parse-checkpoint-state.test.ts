import { expect, it } from 'vitest';
import { parseCheckpointState } from './parse-checkpoint-state.js';

it('reads every escape', () => {
  const text = String.raw`model_checkpoint_path: "\a\b\f\n\r\t\v\?\'\"\\\x41\102\u00e9\U0001F600"`;
  expect(parseCheckpointState(text)?.modelCheckpointPath).toBe('\x07\b\f\n\r\t\v?\'"\\ABé😀');
  for (const bad of [String.raw`"\q"`, String.raw`"\U00110000"`, String.raw`"\377"`, '"a\nb"', '["a"]', '', ':']) {
    expect(parseCheckpointState(`model_checkpoint_path: ${bad}`)).toBeNull();
  }
  expect(parseCheckpointState('last_preserved_timestamp: soon')).toBeNull();
});
