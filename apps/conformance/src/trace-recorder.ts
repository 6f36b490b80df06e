import type { Json, JsonObject } from './case-format.js';

/** A value of the trace: where it goes, and what it was in this run. */
export interface MeasuredValue {
  /** Puts the value in its place; `undefined` is a random value. */
  readonly put: (value: Json | undefined) => void;
  readonly value: Json;
}

/** Collects what one run of a program does: its events, the identities of the objects, the values. */
export class TraceRecorder {
  readonly trace: JsonObject[] = [];
  readonly measured: MeasuredValue[] = [];
  readonly #firstSeen = new Map<unknown, string>();
  readonly #awaited: { put: MeasuredValue['put']; read: () => Json }[] = [];
  #calls: JsonObject[] = [];

  /** Runs one step with a log of calls of its own. */
  step(run: () => void): void {
    const outer = this.#calls;
    this.#calls = [];
    try {
      run();
    } finally {
      this.#calls = outer;
    }
  }

  /** Logs a call of a custom getter or a variable creator. */
  call(facts: JsonObject): void {
    this.#calls.push(facts);
  }

  /** Adds an event, with the calls since the last event of the same step. */
  emit(at: string, op: string, outcome: JsonObject): void {
    const calls = this.#calls;
    this.#calls = [];
    this.trace.push({ at, op, ...outcome, ...(calls.length > 0 ? { calls } : {}) });
  }

  /** The place of the first event that returned this object; `null` the first time. */
  sameAs(object: unknown, at: string): string | null {
    const seen = this.#firstSeen.get(object) ?? null;
    if (seen === null) this.#firstSeen.set(object, at);
    return seen;
  }

  /** Every object that an event has returned. */
  objects(): Iterable<unknown> {
    return this.#firstSeen.keys();
  }

  /** Has a value read at the end of the program, when every variable has its initial value. */
  awaitValue(put: MeasuredValue['put'], read: () => Json): void {
    this.#awaited.push({ put, read });
  }

  /** Reads the awaited values. */
  measureAwaited(): void {
    for (const { put, read } of this.#awaited) this.measure(put, read);
    this.#awaited.length = 0;
  }

  /** Reads a value now. */
  measure(put: MeasuredValue['put'], read: () => Json): void {
    this.measured.push({ put, value: read() });
  }
}
