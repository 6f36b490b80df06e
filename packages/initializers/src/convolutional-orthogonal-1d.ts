import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { convolutionalOrthogonal, type ConvolutionalOrthogonalOptions } from './convolutional-orthogonal.js';

/**
 * Makes orthogonal convolution kernels with 1 spatial dimension (Xiao et al., 2018):
 * `tf.contrib.framework.convolutional_orthogonal_1d`. The values are TensorFlow's up to rounding.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating. A call throws `InvalidArgumentError` for a
 * shape that has not three dimensions and for more input than output channels; `ArgumentTypeError`
 * for bfloat16 and for another dtype than that of the factory.
 *
 * @example
 * convolutionalOrthogonal1d({ seed: 42 })([5, 16, 32]);
 */
export const convolutionalOrthogonal1d: ConfigurableFactory<ConvolutionalOrthogonalOptions> = configurableFactory(
  (options = {}) => convolutionalOrthogonal(1, options),
);
