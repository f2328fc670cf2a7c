import { signerIn, type WordSubject } from './agreement/agreement.ts';
import { keySpeakerIn } from './certificate/certificate-key.ts';
import type { Profile } from './identity.ts';
import type { Role } from './policy/roles.ts';
import { releaseRoleIn, releaseSpeakerIn } from './release/release.ts';
import { ruleSpeakerIn } from './retention/retention-rule.ts';

/** Whose word an operation says it is, if it is one that binds others: the hub asks that it be its author's ([AG2], [RT2], [RL3], [CT1]). */
export function wordSignerIn(subject: WordSubject): Profile | null {
  return signerIn(subject) ?? ruleSpeakerIn(subject) ?? releaseSpeakerIn(subject) ?? keySpeakerIn(subject);
}

/** The role in which it is said, where that counts: the hub asks that its author holds it ([RL3]). */
export function wordRoleIn(subject: WordSubject): Role | null {
  return releaseRoleIn(subject);
}
