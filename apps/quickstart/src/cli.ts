#!/usr/bin/env node
import { setImmediate } from 'node:timers/promises';
import { formatSummaryText, Graph, summarize, trainableVariables } from 'varscope';
import { createProgram, type Options } from './create-program.js';
import { createProgress } from './create-progress.js';
import { batches, loadMnist, type Digits } from './mnist.js';
import { startBackend } from './start-backend.js';
import { createTrainer, type Trainer } from './train.js';

/** What a shell expects of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

const { stdout } = process;
stdout.on('error', () => process.exit()); // whoever reads it, such as `head`, has seen enough

await createProgram(run).parseAsync();

async function run(options: Options): Promise<void> {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  await startBackend(options.backend);
  using graph = new Graph({ seed: options.seed });
  await graph.run(async () => {
    const digits = loadMnist();
    const trainer = createTrainer(options);
    printVariables();
    const seconds = await trainEpochs(trainer, digits.training, options, interruption.signal);
    if (interruption.signal.aborted) {
      print('Interrupted.');
      process.exitCode = INTERRUPTED;
    } else {
      print(`Trained in ${seconds.toFixed(1)} s.`);
      print(`Test accuracy: ${percent(trainer.accuracy(digits.test, 'averaged'))} with averaged weights,`);
      print(`               ${percent(trainer.accuracy(digits.test, 'last'))} with those of the last step.`);
    }
    trainer.dispose();
  });
}

/** Trains until the end or the signal; gives the seconds that it took. */
async function trainEpochs(trainer: Trainer, digits: Digits, options: Options, signal: AbortSignal): Promise<number> {
  const { epochs, batchSize } = options;
  const count = Math.min(options.images, digits.count);
  const start = performance.now();
  for (let epoch = 1; epoch <= epochs && !signal.aborted; epoch++) {
    const progress = createProgress(stdout, `Epoch ${epoch} of ${epochs}`, Math.ceil(count / batchSize));
    let total = 0;
    let steps = 0;
    for (const batch of batches(digits, batchSize, { count, isShuffled: true })) {
      total += trainer.step(batch);
      steps++;
      progress.step(total / steps);
      await setImmediate(); // lets the bar be drawn, and Ctrl-C be heard
      if (signal.aborted) break;
    }
    progress.stop();
  }
  return (performance.now() - start) / 1000;
}

function printVariables(): void {
  const options = { color: stdout.isTTY && stdout.hasColors(), maxWidth: stdout.columns ?? Infinity };
  print(`${formatSummaryText(summarize(trainableVariables()), options)}\n`);
}

function print(line: string): void {
  stdout.write(`${line}\n`);
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(2)} %`;
}
