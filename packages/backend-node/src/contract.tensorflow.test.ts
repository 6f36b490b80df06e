import { describeBackend } from '@varscope/spec/testing';
import { describe, it } from 'vitest';
import { initializeTensorflow } from './initialize-tensorflow.js';

describeBackend('tensorflow', initializeTensorflow, { describe, it });
