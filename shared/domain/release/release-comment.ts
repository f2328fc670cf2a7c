/**
 * What somebody says of an edition that is put to review, of all of it or of one step. It is read by those who review and by whoever
 * writes the next one, and counts for nothing ([RL9]).
 */
import { z } from 'zod';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { declareRecord } from '../declare-record.ts';
import { json, reference } from '../field.ts';
import { noteLimit } from '../note-limit.ts';
import { saidBy, saidForGood } from './said-of-release.ts';

const commentSchema = z.looseObject({
  /** Of the edition ({@link digestOfEdition}). */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** A step of its text; null for the whole. */
  step: z.string().min(1).max(300).nullable(),
  text: z.string().max(noteLimit).regex(/\S/),
  ...saidBy,
});
export type ReleaseComment = z.infer<typeof commentSchema>;

export const releaseComment = declareRecord({
  type: 'release-comment',
  version: 1,
  ...saidForGood,
  fields: {
    playbook: reference({ listed: true }),
    release: reference({ listed: true }),
    comment: json({ schema: commentSchema }),
  },
});

/** The comment in a value; null when it holds none. */
export function readReleaseComment(value: Json | undefined): ReleaseComment | null {
  return commentSchema.safeParse(value).success ? (value as unknown as ReleaseComment) : null;
}

export interface SaidComment extends ReleaseComment {
  readonly id: RecordId;
}

/** The comments on the edition of this digest by the step that they are about, each list in order of time; of the whole under `''`. */
export function commentsOn(
  digest: string,
  records: readonly { readonly id: RecordId; readonly comment: Json | undefined }[],
): ReadonlyMap<string, readonly SaidComment[]> {
  const byStep = new Map<string, SaidComment[]>();
  for (const { id, comment } of records) {
    const said = readReleaseComment(comment);
    if (said === null || said.digest !== digest) continue;
    const step = said.step ?? '';
    byStep.set(step, [...(byStep.get(step) ?? []), { ...said, id }]);
  }
  for (const list of byStep.values()) list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return byStep;
}
