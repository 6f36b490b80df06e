/**
 * So many elements are compared, averaged or looked at at a time. Tensors up to this size are read whole, so that their
 * checksums are verified.
 */
export const MOST_BLOCK: number = 1 << 22;
