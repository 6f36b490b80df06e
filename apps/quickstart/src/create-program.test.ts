import { CommanderError, type Command } from 'commander';
import { expect, test } from 'vitest';
import { createProgram, type Options } from './create-program.js';

/** The options that a command line gives; it throws instead of ending the process. */
async function parse(...line: string[]): Promise<Options | undefined> {
  let found: Options | undefined;
  const program: Command = createProgram((options) => {
    found = options;
    return Promise.resolve();
  });
  program.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  await program.parseAsync(line, { from: 'user' });
  return found;
}

test('has defaults that train on all images in three epochs', async () => {
  expect(await parse()).toEqual({
    epochs: 3,
    batchSize: 128,
    learningRate: 0.003,
    regularization: 0.00001,
    decay: 0.995,
    images: 60_000,
    seed: 1,
    backend: 'wasm',
  });
});

test('takes what the user chooses', async () => {
  const options = await parse('--epochs', '2', '--batch-size', '32', '--learning-rate', '1e-2', '--seed', '-7', '--backend', 'cpu');
  expect(options).toMatchObject({ epochs: 2, batchSize: 32, learningRate: 0.01, seed: -7, backend: 'cpu' });
});

test.each([
  ['--epochs', '0'],
  ['--batch-size', '1.5'],
  ['--learning-rate', 'fast'],
  ['--learning-rate', '0'],
  ['--decay', '1'],
  ['--regularization', '-1'],
  ['--seed', ''],
  ['--backend', 'gpu'],
  ['--unknown'],
  ['surplus'],
])('refuses %s %s', async (...line) => {
  await expect(parse(...line)).rejects.toThrow(CommanderError);
});

test('lists every option in its help', () => {
  const help = createProgram(() => Promise.resolve()).helpInformation();
  for (const option of ['epochs', 'batch-size', 'learning-rate', 'regularization', 'decay', 'images', 'seed', 'backend', 'help']) {
    expect(help).toContain(`--${option}`);
  }
});
