/** What a person chose on this machine: kept over restarts, known to nobody else. It holds no work. */
import { createObservable, type Settable } from './observable.ts';

/** Choices under a key of their own; read once, when they are first asked for. `parse` throws for what it does not know. */
export function keptChoices<T>(key: string, usual: T, parse: (kept: unknown) => T): () => Settable<T> {
  let choices: Settable<T> | null = null;
  return () => {
    if (choices !== null) return choices;
    const kept = createObservable(read());
    choices = {
      ...kept,
      set(value) {
        localStorage.setItem(key, JSON.stringify(value));
        kept.set(value);
      },
    };
    return choices;
  };

  function read(): T {
    const kept = localStorage.getItem(key);
    try {
      return kept === null ? usual : parse(JSON.parse(kept));
    } catch {
      return usual; // damaged: it begins anew
    }
  }
}
