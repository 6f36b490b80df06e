import type { CustomGetter } from '@varscope/spec';
import { stopGradient } from './stop-gradient.js';
import { transformingGetter } from './transforming-getter.js';

/**
 * Gives the value of every variable as a new tensor that gradients do not pass. Sonnet's `stop_gradient`. The variables
 * stay trainable where they are used without this getter.
 */
export const stopGradientGetter: CustomGetter = transformingGetter(stopGradient);
