// The same behaviour in Chromium.
import './shared-memory.test.js';
