import { signerIn, type WordSubject } from './agreement/agreement.ts';
import type { Profile } from './identity.ts';
import { ruleSpeakerIn } from './retention/retention-rule.ts';

/** Whose word an operation says it is, if it is one that binds others: the hub asks that it be its author's ([AG2], [RT2]). */
export function wordSignerIn(subject: WordSubject): Profile | null {
  return signerIn(subject) ?? ruleSpeakerIn(subject);
}
