// The same behaviour in Chromium.
import './initialize-wasm.test.js';
