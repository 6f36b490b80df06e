import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { it } from 'vitest';
import { expectSameOnBackend } from '../testdata/expect-same-on-backend.js';

it.each(['cpu', 'wasm'])('gives the same values on %s', (name) => expectSameOnBackend(name));
