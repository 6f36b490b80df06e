// The same behaviour in Chromium.
import './initialize-wasm.failure.test.js';
