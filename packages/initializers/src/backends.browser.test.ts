import '@tensorflow/tfjs-backend-webgl';
import { it } from 'vitest';
import { expectSameOnBackend } from '../testdata/expect-same-on-backend.js';

it('gives the same values on webgl', () => expectSameOnBackend('webgl'));
