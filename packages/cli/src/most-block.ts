/** So many elements are compared, averaged or looked at at a time. Blocks are read in their order, so that checksums are verified. */
export const MOST_BLOCK: number = 1 << 22;
