/**
 * What a person wrote when they returned or discarded held operations ([HB8]). One decision is often about many
 * operations, so a message holds each note once and operations name its place. Invariant: whoever knows nothing of notes
 * reads the message as before.
 */
import { z } from 'zod';
import { profileSchema } from '../domain/identity.ts';
import { noteLimitOnWire } from './limits.ts';

export const decisionNoteSchema = z.object({
  note: z.string().max(noteLimitOnWire),
  /** The language it was written in, as its writer said; null when they were not asked. */
  language: z.string().max(35).nullable(),
  by: profileSchema,
  /** Milliseconds since 1970 by the hub's clock; shown, decides nothing. */
  at: z.number().int(),
});
export type DecisionNote = z.infer<typeof decisionNoteSchema>;

interface WithNote {
  readonly id: string;
  readonly decision?: DecisionNote;
}
interface WithPlace {
  readonly id: string;
  readonly decision?: number | undefined;
}

/** Takes notes out of rows: each note once, and each row with the place of its own. */
export function extractNotes<T extends WithNote>(
  rows: readonly T[],
): {
  readonly rows: (Omit<T, 'decision'> & WithPlace)[];
  readonly notes: DecisionNote[];
} {
  const places = new Map<string, number>();
  const notes: DecisionNote[] = [];
  const placeOf = (note: DecisionNote): number => {
    const key = JSON.stringify([note.note, note.language, note.by, note.at]);
    const place = places.get(key) ?? notes.push(note) - 1;
    places.set(key, place);
    return place;
  };
  const placed = rows.map(({ decision, ...row }) =>
    decision === undefined ? row : { ...row, decision: placeOf(decision) },
  );
  return { rows: placed, notes };
}

/** Puts notes back into their rows; a place where no note is says nothing. */
export function insertNotes<T extends WithPlace>(
  rows: readonly T[],
  notes: readonly DecisionNote[],
): (Omit<T, 'decision'> & { readonly decision?: DecisionNote })[] {
  return rows.map(({ decision: place, ...row }) => {
    const decision = place === undefined ? undefined : notes[place];
    return decision === undefined ? row : { ...row, decision };
  });
}
