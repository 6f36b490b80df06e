/**
 * The property of a variable by which it tells the data of its value where that stays; `null` while it has none. Its
 * `dataId` is for whoever computes, and may be that of a copy, made when it is asked for, on the current backend.
 */
export const DATA_AT_HOME: unique symbol = Symbol.for('varscope.dataAtHome') as never; // `unique symbol` admits no Symbol.for call

/** A variable that tells it; those of tfjs have one `dataId` and no more. */
export interface HasDataAtHome {
  readonly [DATA_AT_HOME]?: object | null;
}
