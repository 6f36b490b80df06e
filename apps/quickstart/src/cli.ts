#!/usr/bin/env node
import { setImmediate } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { formatSummaryText, Graph, summarize, trainableVariables } from 'varscope';
import { createProgress } from './create-progress.js';
import { batches, loadMnist, type Digits } from './mnist.js';
import { BACKENDS, startBackend, type BackendName } from './start-backend.js';
import { createTrainer, type Trainer, type TrainerOptions } from './train.js';

interface Options extends TrainerOptions {
  readonly epochs: number;
  readonly batchSize: number;
  readonly images: number;
  readonly seed: number;
  readonly backend: BackendName;
}

/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

const { stdout } = process;

const program = new Command('npm start --')
  .description('Trains a network that tells handwritten digits apart, on the 60,000 images of MNIST, and tests it on 10,000 others.')
  .option('--epochs <count>', 'how often to go through the images', positiveInteger, 4)
  .option('--batch-size <count>', 'images in one step of training', positiveInteger, 128)
  .option('--learning-rate <number>', 'how far a step goes (Adam)', positive, 0.001)
  .option('--regularization <number>', 'how strongly large weights are punished', share, 0.00001)
  .option('--decay <number>', 'how much of the averaged weights a step keeps', share, 0.999)
  .option('--images <count>', 'how many of the images to train on', positiveInteger, 60_000)
  .option('--seed <integer>', 'decides the initial weights and the order of the images', integer, 1)
  .addOption(new Option('--backend <name>', 'what computes; cpu is slow').choices(BACKENDS).default('wasm'))
  .action(run);
await program.parseAsync();

async function run(options: Options): Promise<void> {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  await startBackend(options.backend);
  const { training, test } = loadMnist();
  using graph = new Graph({ seed: options.seed });
  await graph.run(async () => {
    const trainer = createTrainer(options);
    print(formatSummaryText(summarize(trainableVariables()), { color: hasColors(), maxWidth: stdout.columns ?? Infinity }));
    print();
    const start = performance.now();
    await trainEpochs(trainer, training, options, interruption.signal);
    const seconds = (performance.now() - start) / 1000;
    if (interruption.signal.aborted) {
      print('Interrupted.');
      process.exitCode = INTERRUPTED;
    } else {
      print(`Trained in ${seconds.toFixed(1)} s.`);
      print(`Test accuracy: ${percent(trainer.accuracy(test, 'averaged'))} with averaged weights, ${percent(trainer.accuracy(test, 'last'))} with those of the last step.`);
    }
    trainer.dispose();
  });
}

async function trainEpochs(trainer: Trainer, digits: Digits, options: Options, signal: AbortSignal): Promise<void> {
  const { epochs, batchSize } = options;
  const count = Math.min(options.images, digits.count);
  for (let epoch = 1; epoch <= epochs && !signal.aborted; epoch++) {
    const progress = createProgress(stdout, `Epoch ${epoch} of ${epochs}`, Math.ceil(count / batchSize));
    let total = 0;
    let steps = 0;
    for (const batch of batches(digits, batchSize, { count, isShuffled: true })) {
      total += trainer.step(batch);
      progress.step(total / ++steps);
      await setImmediate(); // lets the bar be drawn, and Ctrl-C be heard
      if (signal.aborted) break;
    }
    progress.stop();
  }
}

function print(line = ''): void {
  stdout.write(`${line}\n`);
}

function hasColors(): boolean {
  return stdout.isTTY && stdout.hasColors();
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function integer(text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

function positiveInteger(text: string): number {
  const value = integer(text);
  if (value < 1) throw new InvalidArgumentError('It must be at least 1.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value < 1)) throw new InvalidArgumentError('It must be a number from 0 to below 1.');
  return value;
}
