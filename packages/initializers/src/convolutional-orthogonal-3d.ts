import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { convolutionalOrthogonal, type ConvolutionalOrthogonalOptions } from './convolutional-orthogonal.js';

/**
 * Makes orthogonal convolution kernels with 3 spatial dimensions (Xiao et al., 2018):
 * `tf.contrib.framework.convolutional_orthogonal_3d`. The values are TensorFlow's up to rounding.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating. A call throws `InvalidArgumentError` for a
 * shape that has not five dimensions, for different kernel sizes and for more input than output channels; `ArgumentTypeError`
 * for bfloat16 and for another dtype than that of the factory.
 *
 * @example
 * convolutionalOrthogonal3d({ seed: 42 })([3, 3, 3, 16, 32]);
 */
export const convolutionalOrthogonal3d: ConfigurableFactory<ConvolutionalOrthogonalOptions> = configurableFactory(
  (options = {}) => convolutionalOrthogonal(3, options),
);
