// The same behaviour in Chromium.
import './complex/complex.test.js';
import './convolution-gradients.test.js';
import './einsum.test.js';
import './mat-mul.test.js';
import './max-pool.test.js';
import './unsorted-segment-sum.test.js';
