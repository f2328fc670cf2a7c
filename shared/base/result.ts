/** A value, or an expected failure as plain data. Bugs are thrown, never returned. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** The shape every expected failure has: a `kind` that names it, and plain data beside it. */
export interface Failure<K extends string> {
  readonly kind: K;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure };
}
