/** The code that browsers get, in Node. */
import { vi } from 'vitest';
import { describeRefusal } from '../testdata/describe-refusal.js';

vi.mock('../../store/src/async-context.node.js', () => import('../../store/src/async-context.default.js'));

describeRefusal();
