// The same behaviour in Chromium.
import './register-gradients.test.js';
