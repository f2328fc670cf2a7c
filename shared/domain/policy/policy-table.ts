/** What each role may do with each type of record: docs/who-may-do-what.md, word for word. What is not named is denied ([PO1]). */
import { overseers } from './overseers.ts';
import { type Role, roles } from './roles.ts';

/**
 * `move` is to take a record out of a scope, for another in which one may create it; `disclose` is to write a file of all that
 * is held about somebody ([PD1]).
 */
export type RuledAction = 'read' | 'create' | 'edit' | 'translate' | 'delete' | 'move' | 'disclose';

export type Rule = { readonly [A in RuledAction]?: readonly Role[] };

/** Who may do what with each type of record of an edition. */
export type PolicyTable = Readonly<Record<string, Rule>>;

const doctrineWriters: readonly Role[] = ['trainer', 'investigator', 'reviewer', 'approver', 'coordinator', 'steward'];
/** Who keeps courses, rosters and attendance. */
const trainingStaff: readonly Role[] = ['trainer', 'coordinator', 'steward'];
const everyone: readonly Role[] = roles;
/** Who hands records of their centre over to another one. */
const movers: readonly Role[] = ['coordinator', 'steward'];
const workers: readonly Role[] = [
  'trainer',
  'investigator',
  'reviewer',
  'approver',
  'coordinator',
  'steward',
  'director',
];

/** Who can bind their centre. */
const answerable: readonly Role[] = ['approver', 'coordinator', 'steward', 'director'];

/** Whoever plans exercises writes and takes away their parts. */
const partOfExercise: Rule = {
  read: everyone,
  create: doctrineWriters,
  edit: doctrineWriters,
  translate: ['translator', ...doctrineWriters],
  delete: doctrineWriters,
  move: movers,
};

/** Whoever keeps a course writes and takes away its parts. */
const partOfCourse: Rule = {
  read: everyone,
  create: trainingStaff,
  edit: trainingStaff,
  translate: ['translator', ...trainingStaff],
  delete: trainingStaff,
  move: movers,
};

const partOfReview: Rule = {
  read: everyone,
  create: workers,
  edit: workers,
  translate: ['translator', ...workers],
  delete: workers,
  move: movers,
};

/**
 * One row per record type; a type without a row is denied to everyone but for reading by the steward. A run, a session and
 * what belongs to them say what happened at a centre, and people are on its rosters: those have no `move`.
 */
export const policyTable: PolicyTable = {
  playbook: {
    read: everyone,
    create: doctrineWriters,
    edit: doctrineWriters,
    translate: ['translator', ...doctrineWriters],
    delete: ['coordinator', 'steward'],
    move: movers,
  },
  step: {
    read: everyone,
    create: doctrineWriters,
    edit: doctrineWriters,
    translate: ['translator', ...doctrineWriters],
    delete: doctrineWriters,
    move: movers,
  },
  run: { read: everyone, create: workers, edit: workers, delete: ['steward'] },
  'run-event': { read: everyone, create: workers },
  attachment: { read: everyone, create: ['translator', ...workers], move: movers },
  course: {
    read: everyone,
    create: trainingStaff,
    edit: trainingStaff,
    translate: ['translator', ...trainingStaff],
    delete: ['coordinator', 'steward'],
    move: movers,
  },
  // Only what its centre reads depends on it ([VO2]).
  'vocabulary-choice': { read: everyone, create: answerable, edit: answerable, delete: overseers },
  'course-module': partOfCourse,
  // The framework's words change by an import only ([FW6]); a name in another language is a translation.
  competency: {
    read: everyone,
    create: trainingStaff,
    edit: trainingStaff,
    translate: ['translator', ...trainingStaff],
    delete: ['coordinator', 'steward'],
  },
  'assessment-item': partOfCourse,
  // Whose mark it is says its signature ([AM3]); what follows from marks somebody records ([AM7]).
  'assessment-mark': { read: everyone, create: trainingStaff },
  'assessment-result': { read: everyone, create: trainingStaff },
  session: { read: everyone, create: trainingStaff, edit: trainingStaff, delete: ['coordinator', 'steward'] },
  person: { read: everyone, create: trainingStaff, edit: trainingStaff, delete: ['steward'], disclose: overseers },
  enrolment: { read: everyone, create: trainingStaff, edit: trainingStaff, delete: ['steward'] },
  'attendance-mark': { read: everyone, create: trainingStaff },
  // Whoever was placed writes the report, and may be of any of these roles ([PC5]).
  placement: {
    read: everyone,
    create: trainingStaff,
    edit: workers,
    translate: ['translator', ...workers],
    delete: ['coordinator', 'steward'],
  },
  // Everybody who may read a person leaves word of it ([PD2]); nobody edits one.
  'access-entry': { read: ['coordinator', 'steward', 'auditor'], create: everyone, delete: ['steward'] },
  // What somebody said to whoever keeps their record ([CO1]); a later word is another record.
  consent: { read: everyone, create: trainingStaff },
  'library-import': { read: everyone, create: ['translator', ...workers] },
  // Who paid for what is read by who answers for it and by who looks it over ([MN10]).
  'cost-entry': { read: ['coordinator', 'steward', 'director', 'auditor'], create: overseers },
  exercise: {
    read: everyone,
    create: doctrineWriters,
    edit: doctrineWriters,
    translate: ['translator', ...doctrineWriters],
    delete: ['coordinator', 'steward'],
    move: movers,
  },
  objective: partOfExercise,
  inject: partOfExercise,
  // Of the exact list; that an exercise goes live with one alone stands in the rules ([EX5]).
  'exercise-approval': { read: everyone, create: answerable, move: movers },
  'conduct-event': { read: everyone, create: workers, move: movers },
  'guide-item': partOfExercise,
  // Each under its author's name; who agrees on them is said by the exercise ([EX21]), as roles in it are.
  rating: { read: everyone, create: workers, move: movers },
  review: {
    read: everyone,
    create: workers,
    edit: workers,
    translate: ['translator', ...workers],
    delete: ['coordinator', 'steward'],
    move: movers,
  },
  // Whoever works on a review may take a line of it away, and bring it back.
  finding: partOfReview,
  action: partOfReview,
  // What the hub asks besides stands in the rules ([HB11]); nobody changes one or takes it away.
  decision: { read: everyone, create: overseers },
  // Whose centre it is stands in the rules ([AG2]): nobody signs for another one.
  agreement: { read: everyone, create: answerable },
  'agreement-act': { read: everyone, create: answerable },
  // Whoever may not read something may ask. Who may answer whom stands in the rules ([AR2]).
  'access-request': { read: everyone, create: everyone },
  'access-answer': { read: everyone, create: everyone },
  // Whose records a rule is about, and that two persons stand behind it, is in the rules ([RT1]).
  'retention-rule': { read: everyone, create: answerable },
  'retention-act': { read: everyone, create: answerable },
  'retention-hold': { read: everyone, create: answerable, edit: answerable, delete: overseers },
  // One asks, another confirms ([ER1], [ER2]): that they are two stands in the rules.
  'erasure-request': { read: everyone, create: overseers },
  erasure: { read: everyone, create: ['coordinator', 'steward', 'director'] },
  // A centre's own layer stays in its scopes: no `move`. What the core allows stands in the rules ([AD2]).
  adaptation: {
    read: everyone,
    create: doctrineWriters,
    edit: doctrineWriters,
    delete: ['coordinator', 'steward'],
  },
  'adaptation-piece': {
    read: everyone,
    create: doctrineWriters,
    edit: doctrineWriters,
    translate: ['translator', ...doctrineWriters],
    delete: doctrineWriters,
  },
  // Whoever writes doctrine puts it to review. In which role an approval counts is in the edition ([RL2]).
  release: { read: everyone, create: doctrineWriters },
  'release-approval': { read: everyone, create: workers },
  'release-withdrawal': { read: everyone, create: answerable },
  // Whoever works with the text, translators too, says what they think of it: that counts for nothing ([RL9]).
  'release-comment': { read: everyone, create: ['translator', ...workers] },
  // Which keys sign for a centre, and that two persons stand behind each, is in the rules ([CT1]).
  certificate: { read: everyone, create: trainingStaff },
  'certificate-revocation': { read: everyone, create: answerable },
  'certificate-key': { read: everyone, create: trainingStaff },
  'certificate-key-act': { read: everyone, create: answerable },
  'certificate-list': { read: everyone, create: trainingStaff },
};
