/** The examples of the README at the top; the first one answers tensorflow/tfjs#1547. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import * as backendWasm from '../packages/backend-wasm/src/index.js';
import * as varscope from '../packages/varscope/src/index.js';
import { compileExamples } from './vitest/compile-examples.js';
import { readmeExamples, runExample } from './vitest/run-readme-example.js';

const examples = readmeExamples(new URL('../README.md', import.meta.url));

it('gives what its examples say, one after the other', async () => {
  const modules = { '@tensorflow/tfjs-core': tf, '@varscope/backend-wasm': backendWasm, 'varscope': varscope };
  expect(examples.length).toBeGreaterThan(5);
  using graph = new varscope.Graph();
  tf.engine().startScope(); // frees what the examples leave to their reader; variables live on
  try {
    await graph.run(async () => {
      for (const example of examples) await runExample(example, modules);
    });
  } finally {
    tf.engine().endScope();
  }
});

it('has examples that compile', () => {
  expect(compileExamples(examples)).toEqual([]);
}, 60_000);
