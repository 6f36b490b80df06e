import { Command, InvalidArgumentError, Option } from 'commander';
import { BACKENDS, type BackendName } from './start-backend.js';
import type { TrainerOptions } from './train.js';

/** What the user may choose. */
export interface Options extends TrainerOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly images: number;
  readonly seed: number;
  readonly backend: BackendName;
}

/** The command line: checks the options and hands them to `run`. */
export function createProgram(run: (options: Options) => Promise<void>): Command {
  return new Command('npm start --')
    .description('Trains a convolutional network on the 60,000 handwritten digits of MNIST, and tests it on 10,000 others.')
    .option('--epochs <count>', 'how often to go through the images', count, 3)
    .option('--batch-size <count>', 'images in one step of training', count, 128)
    .option('--learning-rate <number>', 'how far a step goes (Adam)', positive, 0.003)
    .option('--regularization <number>', 'how strongly large weights are punished', fraction, 0.00001)
    .option('--decay <number>', 'how much of the averaged weights a step keeps', fraction, 0.995)
    .option('--images <count>', 'how many of the images to train on', count, 60_000)
    .option('--seed <integer>', 'decides the initial weights and the order of the images', integer, 1)
    .addOption(
      new Option('--backend <name>', 'what computes; tensorflow has its own kernels, cpu is plain JavaScript and slow')
        .choices(BACKENDS)
        .default('wasm'),
    )
    .action(run);
}

function integer(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

function count(text: string): number {
  const value = integer(text);
  if (value < 1) throw new InvalidArgumentError('It must be at least 1.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function fraction(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1)) throw new InvalidArgumentError('It must be a number from 0 to below 1.');
  return value;
}
