import type { AgreedKind } from './agreement.ts';

/** What comes with records of a kind: those that belong to them and have no screen of their own. */
const types: Readonly<Record<AgreedKind, readonly string[]>> = {
  playbook: ['playbook', 'step', 'release', 'release-approval', 'release-withdrawal', 'release-comment', 'attachment'],
  course: ['course', 'course-module', 'assessment-item', 'attachment'],
  exercise: [
    ...['exercise', 'objective', 'inject', 'exercise-approval', 'conduct-event'],
    ...['guide-item', 'rating', 'attachment'],
  ],
  review: ['review', 'finding', 'action', 'attachment'],
  session: ['session', 'enrolment', 'attendance-mark', 'assessment-mark', 'attachment'],
  run: ['run', 'run-event', 'attachment'],
  person: [
    ...['person', 'access-entry', 'consent', 'certificate', 'certificate-revocation', 'assessment-result'],
    'placement',
  ],
};

/** The types of record that a kind stands for; one of a newer edition for itself. */
export function agreedTypes(kind: string): readonly string[] {
  return Object.hasOwn(types, kind) ? types[kind as AgreedKind] : [kind];
}
