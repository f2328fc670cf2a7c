/**
 * Checking audit files ([AU6]): everything in them against everything else in them, with the hub's public key and nothing
 * more. What holds for one file is told by {@link verifyAudit}, what two files say of each other by {@link compareAudits}.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { decode } from 'cborg';
import { equalBytes, fromHex, toHex } from '../base/bytes.ts';
import { bytesOfUuid } from '../base/ids.ts';
import { decision, rulingField } from '../domain/decision.ts';
import type { Audit, AuditContradiction, AuditPlace, AuditSigned } from './audit-file.ts';
import {
  areOfOneLine,
  type BelievedKeys,
  faultInKeys,
  keysFrom,
  notChecked,
  otherLine,
  type Standing,
} from './believed-keys.ts';
import { emptyChain, nextChain } from './chain.ts';
import { hubKeyId, type Verify } from './hub-key.ts';
import { cosignersOf, type LogCheckpoint, readCheckpointNote, standingOfNote } from './log/checkpoint-note.ts';
import { isProven, type LogEvidence } from './log/judge-checkpoint.ts';
import { isSigned } from './signed-place.ts';

/** What is checked, in this order. */
export const auditChecks = ['form', 'keys', 'headers', 'chain', 'signatures', 'hub', 'log', 'agreement'] as const;
export type AuditCheck = (typeof auditChecks)[number];

export interface AuditFinding {
  readonly check: AuditCheck;
  readonly text: string;
}

export interface AuditVerdict {
  /** What is wrong; nothing when the file is valid. */
  readonly reasons: readonly AuditFinding[];
  /** What is not wrong and should be known. */
  readonly notes: readonly AuditFinding[];
  /** Up to which place the hub signed the order. */
  readonly signedUpTo: number;
  /** How many entries of the hub's log the device saw signed and cosigned; null when it saw none. */
  readonly witnessed: number | null;
}

/**
 * Checks one file that could be read. `trusted` is a key of the hub, or its short name, when the reader knows one: signatures
 * count from that key on.
 */
export async function verifyAudit(audit: Audit, verify: Verify, trusted?: string): Promise<AuditVerdict> {
  const chains = chainsOf(audit.places);
  const judge = judgeOf(audit, keysFrom(audit.head.keys, trusted), verify);
  const signatures = await checkSignatures(audit, chains, judge);
  const hub = await checkContradictions(audit, chains, judge);
  const log = await checkLog(audit, judge, verify);
  const keys = await faultInKeys(audit.head, verify, trusted);
  return {
    reasons: [
      ...(keys === null ? [] : [because('keys', keys)]),
      ...checkHeaders(audit),
      ...checkChain(audit, chains),
      ...signatures.reasons,
      ...hub.reasons,
      ...log.reasons,
    ],
    notes: [...signatures.notes, ...hub.notes, ...log.notes],
    signedUpTo: signatures.upTo,
    witnessed: log.witnessed,
  };
}

const because = (check: AuditCheck, text: string): AuditFinding => ({ check, text });

/** The chain at every place, from 0 on. */
export function chainsOf(places: readonly AuditPlace[]): string[] {
  const chains = [emptyChain];
  for (const [i, { id }] of places.entries()) chains.push(nextChain(chains[i] as string, i + 1, id));
  return chains;
}

function checkHeaders({ head, places }: Audit): AuditFinding[] {
  for (const { seq, id, header } of places) {
    const bytes = fromHex(header);
    if (toHex(sha256(bytes).subarray(0, 16)) !== id) {
      return [because('headers', `the operation at place ${seq} is not the one that its id names`)];
    }
    if (!isOfScope(bytes, head.scope.id)) {
      return [because('headers', `the operation at place ${seq} belongs to another scope`)];
    }
  }
  return [];
}

/** Members of a header by number (operation-header.ts): its scope, type and field, and its commitment to the value. */
const members = { scope: 2, type: 3, field: 5, commitment: 11 };

function readHeader(header: Uint8Array): Map<number, unknown> {
  try {
    const map: unknown = decode(header, { useMaps: true });
    return map instanceof Map ? map : new Map();
  } catch {
    return new Map();
  }
}

function isOfScope(header: Uint8Array, scope: string): boolean {
  const map = readHeader(header);
  const [place, commitment] = [map.get(members.scope), map.get(members.commitment)];
  if (!(place instanceof Uint8Array) || !(commitment instanceof Uint8Array)) return false;
  return equalBytes(place, bytesOfUuid(scope)) && commitment.length === 32;
}

/** How many decisions on held work stand in the order ([HB10]): the operations that decide, by type and field. */
export function decisionsIn({ places }: Audit): number {
  return places.filter(({ header }) => {
    const map = readHeader(fromHex(header));
    return map.get(members.type) === decision.type && map.get(members.field) === rulingField;
  }).length;
}

function checkChain({ places, chain }: Audit, chains: readonly string[]): AuditFinding[] {
  const gap = places.findIndex(({ seq }, i) => seq !== i + 1);
  if (gap >= 0) return [because('chain', `place ${gap + 1} is missing or out of order`)];
  return chains.at(-1) === chain ? [] : [because('chain', 'the chain over the operations does not end where it says')];
}

/** How what the file holds is signed, by the keys that are believed. */
interface Judge {
  place(signed: AuditSigned): Promise<Standing>;
  /** A checkpoint of the hub's log, and the standing of its signature. */
  note(text: string): Promise<{ readonly standing: Standing; readonly checkpoint: LogCheckpoint | null }>;
}

function judgeOf({ head: { hub, scope } }: Audit, { counted, before }: BelievedKeys, verify: Verify): Judge {
  return {
    async place(signed) {
      if (before.some(({ publicKey }) => hubKeyId(publicKey) === signed.key)) return 'before';
      return (await isSigned(hub, counted, { ...signed, scope: scope.id }, verify)) ? 'good' : 'bad';
    },
    async note(text) {
      const read = readCheckpointNote(text);
      if (read === null || read.hub !== hub) return { standing: 'bad', checkpoint: null };
      return standingOfNote(read, { counted, before }, verify);
    },
  };
}

async function checkSignatures(audit: Audit, chains: readonly string[], judge: Judge) {
  const reasons: AuditFinding[] = [];
  const notes: AuditFinding[] = [];
  let upTo = 0;
  for (const signed of audit.signed) {
    const { seq, epoch, chain, key } = signed;
    const isHere = epoch === audit.head.epoch;
    const standing = await judge.place(signed);
    if (standing === 'bad') reasons.push(because('signatures', `the signature over place ${seq} is not the hub's`));
    else if (standing === 'before') notes.push(because('signatures', `place ${seq} (key ${key}) is ${notChecked}`));
    else if (!isHere) {
      notes.push(because('signatures', `place ${seq} was signed in an earlier epoch of the hub`));
    } else if (chains[seq] === chain) upTo = Math.max(upTo, seq);
    else if (seq < chains.length) {
      reasons.push(because('signatures', `the hub signed another order up to place ${seq}`));
    } else reasons.push(because('signatures', `the hub signed place ${seq}, which the file does not reach`));
  }
  if (upTo === 0 && reasons.length === 0 && audit.places.length > 0) {
    reasons.push(because('signatures', 'no signature of the hub covers any of it'));
  }
  if (upTo > 0 && upTo < audit.places.length) {
    notes.push(because('signatures', `places ${upTo + 1} to ${audit.places.length} are not covered by a signature`));
  }
  return { reasons, notes, upTo };
}

async function checkContradictions(audit: Audit, chains: readonly string[], judge: Judge) {
  const reasons: AuditFinding[] = [];
  const notes: AuditFinding[] = [];
  for (const contradiction of audit.contradictions) {
    const { seen, given } = contradiction;
    const standings = [await judge.place(seen), await judge.place(given)];
    const isDeclared = seen.epoch !== given.epoch;
    if (standings.includes('bad')) {
      reasons.push(because('hub', 'evidence against the hub does not carry its signatures'));
    } else if (standings.includes('before')) {
      // Evidence that is not checked must not pass for none.
      (isDeclared ? notes : reasons).push(because('hub', `evidence about place ${seen.seq} is ${notChecked}`));
    } else if (isDeclared) {
      notes.push(because('hub', `the hub declared another history behind place ${seen.seq} by a new epoch`));
    } else reasons.push(because('hub', sentenceOf(contradiction, chains)));
  }
  return { reasons, notes };
}

function sentenceOf({ kind, seen, given }: AuditContradiction, chains: readonly string[]): string {
  const times = `${new Date(seen.at).toISOString()} and ${new Date(given.at).toISOString()}`;
  const isProven =
    (seen.seq === given.seq && seen.chain !== given.chain) ||
    (chains[given.seq] === given.chain && seen.seq < given.seq && chains[seen.seq] !== seen.chain);
  const proof = isProven ? 'the two signatures prove it' : 'by the word of the device that wrote this file';
  return kind === 'rewritten'
    ? `the hub signed two orders up to place ${seen.seq}, at ${times}: ${proof}`
    : `the hub signed place ${seen.seq} and later an order that ends at place ${given.seq}, at ${times}: ${proof}`;
}

/** The log that the device saw: the hub's signature, its own under it, and what cannot be true of one log. */
async function checkLog({ head, log, logEvidence }: Audit, judge: Judge, verify: Verify) {
  const reasons: AuditFinding[] = [];
  const notes: AuditFinding[] = [];
  let witnessed: number | null = null;
  for (const text of log) {
    const [{ standing, checkpoint }, read] = [await judge.note(text), readCheckpointNote(text)];
    if (standing === 'before') notes.push(because('log', `the checkpoint of the log is ${notChecked}`));
    else if (checkpoint === null || read === null) {
      reasons.push(because('log', 'the checkpoint of the log is not signed by the hub'));
    } else {
      const { good } = await cosignersOf(read, new Map([[head.device, head.deviceKey ?? '']]), verify);
      if (good.includes(head.device)) witnessed = checkpoint.size;
      else reasons.push(because('log', 'the checkpoint of the log is not cosigned by the device that wrote this file'));
    }
  }
  for (const evidence of logEvidence) {
    const [seen, given] = [await judge.note(evidence.seen), await judge.note(evidence.given)];
    reasons.push(because('log', textOfEvidence(evidence, seen, given)));
  }
  return { reasons, notes, witnessed };
}

type JudgedNote = Awaited<ReturnType<Judge['note']>>;

function textOfEvidence(evidence: Audit['logEvidence'][number], seen: JudgedNote, given: JudgedNote): string {
  if (seen.checkpoint === null || given.checkpoint === null) {
    return 'evidence about the log does not carry the signatures of the hub';
  }
  if (seen.standing !== 'good' || given.standing !== 'good') return `evidence about the log is ${notChecked}`;
  return sentenceOfLog({ ...evidence, seen: seen.checkpoint, given: given.checkpoint, at: evidence.found });
}

function sentenceOfLog(evidence: LogEvidence): string {
  const { kind, seen, given } = evidence;
  const times = `${new Date(seen.at).toISOString()} and ${new Date(given.at).toISOString()}`;
  const proof = isProven(evidence) ? 'the two signatures prove it' : 'by the word of the device that wrote this file';
  if (kind === 'shrunk') {
    return `the hub signed a log of ${seen.size} entries and later one of ${given.size}, at ${times}: ${proof}`;
  }
  const what =
    kind === 'forked'
      ? `the hub signed two logs that differ within the first ${seen.size} entries`
      : `the hub could not prove that its log of ${given.size} entries goes on from that of ${seen.size}`;
  return `${what}, at ${times}: ${proof}`;
}

/** Whether two files can be compared. */
export function areOfOneScope(a: Audit, b: Audit): boolean {
  return a.head.hub === b.head.hub && a.head.scope.id === b.head.scope.id;
}

/** What two files of one scope say of each other; nothing when they agree. */
export function compareAudits(a: Audit, b: Audit): Pick<AuditVerdict, 'reasons' | 'notes'> {
  const reasons: AuditFinding[] = [];
  if (!areOfOneLine(a.head.keys, b.head.keys)) reasons.push(because('agreement', otherLine));
  const length = Math.min(a.places.length, b.places.length);
  const differing = a.places.slice(0, length).findIndex(({ id }, i) => id !== b.places[i]?.id);
  if (differing < 0) return { reasons, notes: [] };
  const finding = because('agreement', `the two files hold another operation at place ${differing + 1}`);
  return a.head.epoch === b.head.epoch ? { reasons: [...reasons, finding], notes: [] } : { reasons, notes: [finding] };
}
