// The same behaviour in Chromium.
import './initialize-wasm.threads.test.js';
