/**
 * A release: an edition of a playbook that is put to review, approved, released and one day superseded or withdrawn. Its text and
 * everything that is promised with it (number, validity, how many have to approve) are fixed when review is asked for and
 * changed by nobody. What is said of it are records beside it, and what it is worth follows from them (release-standing.ts).
 */
import { z } from 'zod';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { digestOfAction } from '../approvals.ts';
import { declareRecord } from '../declare-record.ts';
import { json, reference } from '../field.ts';
import type { Profile } from '../identity.ts';
import { noteLimit } from '../note-limit.ts';
import type { Role } from '../policy/roles.ts';
import type { OperationKind } from '../record-state.ts';
import { digestOfFrozen, type FrozenPlaybook, frozenSchema } from './frozen-playbook.ts';
import { readReleaseComment, releaseComment } from './release-comment.ts';
import { saidBy, saidForGood } from './said-of-release.ts';

/** The roles that a rule may ask to approve. */
export const reviewingRoles = ['reviewer', 'approver', 'coordinator', 'steward', 'director'] as const satisfies Role[];
export type ReviewingRole = (typeof reviewingRoles)[number];
/** Who may put an approved edition in force, and who may take it back. */
export const releasingRoles: readonly Role[] = ['approver', 'coordinator', 'steward'];
export const withdrawingRoles: readonly Role[] = ['approver', 'coordinator', 'steward', 'director'];

/** Approvals that a rule may ask for, at most. */
export const mostApprovals = 7;

const said = z.string().max(noteLimit);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const recordId = z.string().min(1).max(300);
const role = z.string().max(100) as unknown as z.ZodType<Role, Role>;
/** What approvals have to differ in, each with the next. */
export const distinctions = ['person', 'centre', 'state'] as const;
export type Distinction = (typeof distinctions)[number];

const ruleSchema = z.looseObject({
  /** How many it takes. */
  needed: z.int().min(1).max(mostApprovals),
  distinct: z.enum(distinctions),
  /** In which roles: an approval says in which one it is given. */
  roles: z.array(role).min(1).max(20),
  /** The state of each centre, where states are counted: a centre that is not named counts for none. */
  states: z.record(z.string().max(300), z.string().min(1).max(300)).optional(),
});
export type ReleaseRule = z.infer<typeof ruleSchema>;

const editionSchema = z
  .looseObject({
    playbook: recordId,
    /** `4.2`: later editions have higher ones. */
    number: z.string().regex(/^\d{1,4}(\.\d{1,4}){0,2}$/),
    /** Digest of the text ({@link digestOfFrozen}). */
    content: hash,
    validFrom: z.iso.date(),
    /** The last day, included; null without one. */
    validUntil: z.iso.date().nullable(),
    reviewDate: z.iso.date(),
    /** The release that it is to follow, as whoever asks sees it. */
    supersedes: recordId.nullable(),
    rule: ruleSchema,
    /** What changed and why, for those who review. */
    note: said,
    /** Who asks for review. */
    ...saidBy,
  })
  .refine(({ validFrom, reviewDate }) => validFrom <= reviewDate)
  .refine(({ validFrom, validUntil }) => validUntil === null || validFrom <= validUntil);
export type Edition = z.infer<typeof editionSchema>;

const actSchema = z
  .looseObject({
    /** `approve` what the digest names; `return` it to be changed; `recall` it, by whoever asked; `release` it. */
    does: z.enum(['approve', 'return', 'recall', 'release']),
    digest: hash,
    /** In which role it is said; the hub asks that its author holds it. */
    role,
    note: said,
    ...saidBy,
  })
  // Whoever is sent back to work learns why.
  .refine(({ does, note }) => does !== 'return' || /\S/.test(note));
export type ReleaseAct = z.infer<typeof actSchema>;

const withdrawalSchema = z.looseObject({
  digest: hash,
  role,
  reason: said.regex(/\S/),
  ...saidBy,
});
export type Withdrawal = z.infer<typeof withdrawalSchema>;

export const release = declareRecord({
  type: 'release',
  version: 1,
  ...saidForGood,
  fields: {
    playbook: reference({ listed: true }),
    edition: json({ listed: true, schema: editionSchema }),
    /** The text itself ({@link FrozenPlaybook}). */
    content: json({ schema: frozenSchema }),
  },
});

export const releaseApproval = declareRecord({
  type: 'release-approval',
  version: 1,
  ...saidForGood,
  fields: {
    playbook: reference({ listed: true }),
    release: reference({ listed: true }),
    act: json({ listed: true, schema: actSchema }),
  },
});

/** It stops an edition from being read as valid, and is carried from laptop to laptop too: to take back is the safe direction. */
export const releaseWithdrawal = declareRecord({
  type: 'release-withdrawal',
  version: 1,
  ...saidForGood,
  alsoInRooms: true,
  fields: {
    playbook: reference({ listed: true }),
    release: reference({ listed: true }),
    withdrawal: json({ listed: true, schema: withdrawalSchema }),
  },
});

/** The edition in a value, as it was written and signed, with what a newer edition of the app added; null when it holds none. */
export function readEdition(value: Json | undefined): Edition | null {
  return editionSchema.safeParse(value).success ? (value as unknown as Edition) : null;
}

export function readReleaseAct(value: Json | undefined): ReleaseAct | null {
  return actSchema.safeParse(value).success ? (value as unknown as ReleaseAct) : null;
}

export function readWithdrawal(value: Json | undefined): Withdrawal | null {
  return withdrawalSchema.safeParse(value).success ? (value as unknown as Withdrawal) : null;
}

/** What an approval, a release or a withdrawal of this edition must name. */
export function digestOfEdition(record: RecordId, edition: Edition): string {
  return digestOfAction(record, edition as unknown as Json);
}

/** Whether a text is the one that an edition was approved with. */
export function isTextOf(edition: Edition, frozen: FrozenPlaybook): boolean {
  return frozen.playbook.id === edition.playbook && digestOfFrozen(frozen) === edition.content;
}

interface Said {
  readonly kind: OperationKind;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** Whose word an operation says it is, if it is one of a release: the hub asks that it be its author's ([RL3]). */
export function releaseSpeakerIn({ kind, type, field, value }: Said): Profile | null {
  if (kind !== 'set') return null;
  if (type === release.type && field === 'edition') return readEdition(value)?.by ?? null;
  if (type === releaseComment.type && field === 'comment') return readReleaseComment(value)?.by ?? null;
  return releaseWordIn({ kind, type, field, value })?.by ?? null;
}

/** The role in which an operation says something of a release: the hub asks that its author holds it ([RL3]). */
export function releaseRoleIn(said: Said): Role | null {
  return releaseWordIn(said)?.role ?? null;
}

function releaseWordIn({ kind, type, field, value }: Said): ReleaseAct | Withdrawal | null {
  if (kind !== 'set') return null;
  if (type === releaseApproval.type && field === 'act') return readReleaseAct(value);
  return type === releaseWithdrawal.type && field === 'withdrawal' ? readWithdrawal(value) : null;
}
