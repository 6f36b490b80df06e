/** Chromium has no AsyncContext. */
import { describeRefusal } from '../testdata/describe-refusal.js';

describeRefusal();
