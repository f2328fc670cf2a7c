/**
 * The actions of the last minutes of each person on this device. Kept over a restart, as ids alone: no word of a record
 * leaves the journal for it.
 */
import type { PersonId } from '../../shared/base/ids.ts';
import { stillUndoable, type UndoStack } from '../../shared/domain/undo-stack.ts';
import { createObservable, type Observable, type Settable } from './observable.ts';

/** Actions with more operations, such as the import of a long roster, can be undone until the window closes. */
const keptOperations = 400;
const keptActions = 20;

const stacks = new Map<PersonId, Settable<UndoStack>>();
const keyOf = (person: PersonId) => `waypost.undo.${person}`;

/** The list of a person, oldest first. */
export function undoStackOf(person: PersonId): Observable<UndoStack> {
  return storeOf(person);
}

export function changeUndoStack(person: PersonId, change: (stack: UndoStack) => UndoStack): void {
  const store = storeOf(person);
  store.set(change(store.get()));
  // after the save has been answered: nobody waits for this
  setTimeout(() => keep(person, store.get()), 0);
}

function storeOf(person: PersonId): Settable<UndoStack> {
  const known = stacks.get(person);
  if (known !== undefined) return known;
  const store = createObservable(read(person));
  stacks.set(person, store);
  return store;
}

function read(person: PersonId): UndoStack {
  try {
    return stillUndoable(JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]') as UndoStack, Date.now());
  } catch {
    return []; // damaged: it holds no work
  }
}

function keep(person: PersonId, stack: UndoStack): void {
  const kept = stack.filter(({ operations }) => operations.length <= keptOperations).slice(-keptActions);
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(kept));
  } catch {
    localStorage.removeItem(keyOf(person)); // no room: undo lives until the window closes
  }
}
