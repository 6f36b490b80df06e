/** Transforms complex numbers in place, given as their real and their imaginary parts. */
export type Transform = (real: Float64Array, imaginary: Float64Array) => void;

/**
 * The discrete Fourier transform of `length` complex numbers: `X[k] = Σ x[j] exp(-2πi jk / length)`. In double precision, by
 * Cooley and Tukey's algorithm where the length is a power of two, else as a convolution by Bluestein's: a time of
 * O(n log n) for every length. The inverse is the same with the parts exchanged, divided by `length`.
 */
export function fourierTransform(length: number): Transform {
  return Number.isInteger(Math.log2(length)) ? powerOfTwo(length) : bluestein(length);
}

function powerOfTwo(length: number): Transform {
  const cosines = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sines = Float64Array.from({ length: length / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / length));
  return (real, imaginary) => {
    reverseBits(real);
    reverseBits(imaginary);
    for (let half = 1; half < length; half *= 2) {
      const step = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half) {
        for (let k = 0; k < half; ++k) {
          const [low, high] = [start + k, start + k + half];
          const [cosine, sine] = [cosines[k * step]!, sines[k * step]!];
          const turnedReal = real[high]! * cosine - imaginary[high]! * sine;
          const turnedImaginary = real[high]! * sine + imaginary[high]! * cosine;
          real[high] = real[low]! - turnedReal;
          imaginary[high] = imaginary[low]! - turnedImaginary;
          real[low]! += turnedReal;
          imaginary[low]! += turnedImaginary;
        }
      }
    }
  };
}

/** Exchanges every element with the one whose index has the same bits the other way round. */
function reverseBits(values: Float64Array): void {
  for (let index = 0, reversed = 0; index < values.length; ++index) {
    if (index < reversed) [values[index], values[reversed]] = [values[reversed]!, values[index]!];
    let bit = values.length >> 1;
    for (; (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
    reversed |= bit;
  }
}

/** `jk = (j² + k² - (k - j)²) / 2` makes the sum a convolution with `exp(πi k² / n)`, which a longer transform does. */
function bluestein(length: number): Transform {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const transform = powerOfTwo(size);
  // k² is taken modulo 2n, the period, so that the angle is exact
  const angles = Float64Array.from({ length }, (_, k) => (Math.PI * ((k * k) % (2 * length))) / length);
  const [cosines, sines] = [angles.map(Math.cos), angles.map(Math.sin)];
  const [filterReal, filterImaginary] = [mirrored(cosines, size), mirrored(sines, size)];
  transform(filterReal, filterImaginary);
  return (real, imaginary) => {
    const [workReal, workImaginary] = [new Float64Array(size), new Float64Array(size)];
    for (let k = 0; k < length; ++k) {
      workReal[k] = real[k]! * cosines[k]! + imaginary[k]! * sines[k]!;
      workImaginary[k] = imaginary[k]! * cosines[k]! - real[k]! * sines[k]!;
    }
    transform(workReal, workImaginary);
    for (let k = 0; k < size; ++k) {
      const product = workReal[k]! * filterReal[k]! - workImaginary[k]! * filterImaginary[k]!;
      workImaginary[k] = workReal[k]! * filterImaginary[k]! + workImaginary[k]! * filterReal[k]!;
      workReal[k] = product;
    }
    transform(workImaginary, workReal); // the inverse
    for (let k = 0; k < length; ++k) {
      real[k] = (workReal[k]! * cosines[k]! + workImaginary[k]! * sines[k]!) / size;
      imaginary[k] = (workImaginary[k]! * cosines[k]! - workReal[k]! * sines[k]!) / size;
    }
  };
}

/** `values` at the beginning, and backwards at the end, of `size` elements: as a convolution that goes round reads it. */
function mirrored(values: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size);
  values.forEach((value, k) => {
    result[k] = value;
    result[(size - k) % size] = value;
  });
  return result;
}
