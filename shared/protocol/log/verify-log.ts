/**
 * Checking the hub's log without the hub ([AL6]): every entry against the tree, the tree against what the hub signed, that
 * against the laptops' signatures, and all of it against what single laptops kept.
 */
import { toHex } from '../../base/bytes.ts';
import type { LogClass } from '../../domain/log-class.ts';
import type { Audit } from '../audit-file.ts';
import {
  areOfOneLine,
  type BelievedKeys,
  faultInKeys,
  keysFrom,
  notChecked,
  otherLine,
  type Standing,
} from '../believed-keys.ts';
import type { Verify } from '../hub-key.ts';
import type { AuditFinding } from '../verify-audit.ts';
import { type CheckpointRead, cosignersOf, readCheckpointNote, standingOfNote } from './checkpoint-note.ts';
import { commitmentTo, entryHash, type OpenEntry } from './log-entry.ts';
import type { LogFile } from './log-file.ts';
import { createCompactRange } from './merkle.ts';

/** What is checked of a log, in this order. */
export const logChecks = ['form', 'keys', 'entries', 'tree', 'checkpoints', 'witnesses', 'agreement'] as const;
export type LogCheck = (typeof logChecks)[number];
export interface LogFinding extends Omit<AuditFinding, 'check'> {
  readonly check: LogCheck;
}

export interface LogVerdict {
  /** What is wrong; nothing when the file is valid. */
  readonly reasons: readonly LogFinding[];
  readonly notes: readonly LogFinding[];
  /** Up to how many entries the hub signed. */
  readonly signedUpTo: number;
  /** Laptops whose cosignature is good, and the largest log that each of them cosigned. */
  readonly witnesses: readonly { readonly laptop: string; readonly size: number }[];
  readonly classes: Readonly<Partial<Record<LogClass, number>>>;
  /** How many entries say what they are about. */
  readonly opened: number;
}

const because = (check: LogCheck, text: string): LogFinding => ({ check, text });

/** Checks one log. `trusted` is a key of the hub, or its short name, when the reader knows one: signatures count from that key on. */
export async function verifyLog(log: LogFile, verify: Verify, trusted?: string): Promise<LogVerdict> {
  const reads = log.checkpoints.map(readCheckpointNote);
  const roots = rootsAt(log.entries, [...reads.flatMap((read) => read?.checkpoint.size ?? []), log.entries.length]);
  const standings = await standingsOf(log, reads, keysFrom(log.head.keys, trusted), verify);
  const signed = checkCheckpoints(log, reads, roots, standings);
  // Who cosigned what nothing vouches for is no witness of the hub.
  const vouched = reads.filter((_, i) => standings[i] !== 'before');
  const witnessed = await checkWitnesses(log, vouched, verify);
  const keys = await faultInKeys(log.head, verify, trusted);
  const whole = roots.get(log.entries.length) === log.root;
  return {
    reasons: [
      ...(keys === null ? [] : [because('keys', keys)]),
      ...checkEntries(log.entries),
      ...(whole ? [] : [because('tree', 'the root over the entries is not the one that it says')]),
      ...signed.reasons,
      ...witnessed.reasons,
    ],
    notes: signed.notes,
    signedUpTo: signed.upTo,
    witnesses: witnessed.witnesses,
    classes: countsOf(log.entries),
    opened: log.entries.filter(({ opened }) => opened !== null).length,
  };
}

/** The root of the tree at each of these sizes that the entries reach. */
function rootsAt(entries: readonly OpenEntry[], sizes: readonly number[]): Map<number, string> {
  const wanted = new Set(sizes);
  const roots = new Map<number, string>();
  const tree = createCompactRange();
  const note = () => wanted.has(tree.size) && roots.set(tree.size, toHex(tree.root()));
  note();
  for (const entry of entries) {
    tree.append(entryHash(entry));
    note();
  }
  return roots;
}

function checkEntries(entries: readonly OpenEntry[]): LogFinding[] {
  const wrong = entries.findIndex(({ commitment, opened }) => opened !== null && commitmentTo(opened) !== commitment);
  if (wrong < 0) return [];
  return [because('entries', `what entry ${wrong} says is not what was committed to`)];
}

/** How each checkpoint of the file is signed. */
async function standingsOf(
  { head }: LogFile,
  reads: readonly (CheckpointRead | null)[],
  keys: BelievedKeys,
  verify: Verify,
): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const read of reads) {
    const isOfHub = read !== null && read.hub === head.hub;
    standings.push(isOfHub ? (await standingOfNote(read, keys, verify)).standing : 'bad');
  }
  return standings;
}

function checkCheckpoints(
  { entries }: LogFile,
  reads: readonly (CheckpointRead | null)[],
  roots: ReadonlyMap<number, string>,
  standings: readonly Standing[],
) {
  const [reasons, notes]: [LogFinding[], LogFinding[]] = [[], []];
  let upTo = 0;
  for (const [i, read] of reads.entries()) {
    const size = read?.checkpoint.size ?? 0;
    if (standings[i] === 'before')
      notes.push(because('checkpoints', `checkpoint ${i + 1} of the file is ${notChecked}`));
    else if (read === null || standings[i] !== 'good') {
      reasons.push(because('checkpoints', `checkpoint ${i + 1} of the file is not signed by the hub`));
    } else if (size > entries.length) {
      reasons.push(because('checkpoints', `the hub signed ${size} entries, and the file holds ${entries.length}`));
    } else if (roots.get(size) !== read.checkpoint.root) {
      reasons.push(because('checkpoints', `the hub signed other entries up to ${size}`));
    } else upTo = Math.max(upTo, size);
  }
  if (upTo === 0 && reasons.length === 0)
    reasons.push(because('checkpoints', 'no signature of the hub covers any of it'));
  if (upTo > 0 && upTo < entries.length) {
    notes.push(because('checkpoints', `entries ${upTo} to ${entries.length - 1} are not covered by a signature`));
  }
  return { reasons, notes, upTo };
}

async function checkWitnesses(log: LogFile, reads: readonly (CheckpointRead | null)[], verify: Verify) {
  const reasons: LogFinding[] = [];
  const sizes = new Map<string, number>();
  for (const read of reads) {
    if (read === null) continue;
    const { good, bad } = await cosignersOf(read, log.laptops, verify);
    for (const laptop of good) sizes.set(laptop, Math.max(sizes.get(laptop) ?? 0, read.checkpoint.size));
    for (const laptop of bad) {
      reasons.push(
        because('witnesses', `the cosignature of ${laptop} under ${read.checkpoint.size} entries is not good`),
      );
    }
  }
  return { reasons, witnesses: [...sizes].map(([laptop, size]) => ({ laptop, size })) };
}

function countsOf(entries: readonly OpenEntry[]): Partial<Record<LogClass, number>> {
  const counts: Partial<Record<LogClass, number>> = {};
  for (const { class: kind } of entries) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

type Compared = Pick<LogVerdict, 'reasons' | 'notes'>;

const nothing: Compared = { reasons: [], notes: [] };
const fault = (text: string): Compared => ({ reasons: [because('agreement', text)], notes: [] });
const remark = (text: string): Compared => ({ reasons: [], notes: [because('agreement', text)] });

/** What two logs of one hub say of each other. */
export function compareLogs(a: LogFile, b: LogFile): Compared {
  if (!areOfOneLine(a.head.keys, b.head.keys)) return fault(otherLine);
  const length = Math.min(a.entries.length, b.entries.length);
  const differing = a.entries.slice(0, length).findIndex(({ class: kind, commitment }, i) => {
    return kind !== b.entries[i]?.class || commitment !== b.entries[i]?.commitment;
  });
  if (differing < 0) return nothing;
  const text = `the two files hold another entry at place ${differing}`;
  return a.head.epoch === b.head.epoch ? fault(text) : remark(text);
}

/** What the file of one laptop says of the hub's log: the log that it saw, and the order that it read. */
export function compareWithAudit(log: LogFile, audit: Audit, chains: readonly string[]): Compared {
  const found: Compared[] = audit.log.map((note) => compareNote(log, readCheckpointNote(note)));
  if (!areOfOneLine(log.head.keys, audit.head.keys)) found.push(fault(otherLine));
  if (log.head.epoch === audit.head.epoch) found.push(compareOrder(log, audit.head.scope.id, chains));
  return { reasons: found.flatMap(({ reasons }) => reasons), notes: found.flatMap(({ notes }) => notes) };
}

function compareNote(log: LogFile, read: CheckpointRead | null): Compared {
  if (read === null) return nothing;
  const { epoch, size, root, at } = read.checkpoint;
  if (epoch !== log.head.epoch) return remark('the laptop saw the log of another epoch of the hub');
  if (size <= log.entries.length) {
    return rootsAt(log.entries, [size]).get(size) === root
      ? nothing
      : fault(`the hub signed another log of ${size} entries for the laptop`);
  }
  const newest = log.checkpoints
    .map(readCheckpointNote)
    .reduce((most, one) => Math.max(most, one?.checkpoint.at ?? 0), 0);
  const text = `the laptop saw a log of ${size} entries, and the file holds ${log.entries.length}`;
  return newest > at ? fault(text) : remark(text);
}

/** The chains that opened entries of the scope name, against those of the order. */
function compareOrder(log: LogFile, scope: string, chains: readonly string[]): Compared {
  for (const [place, entry] of log.entries.entries()) {
    if (entry.class !== 'order' || entry.opened === null) continue;
    const said = statementOf(entry.opened.statement);
    const chain = typeof said['to'] === 'number' ? chains[said['to']] : undefined;
    if (said['scope'] !== scope || chain === undefined || chain === said['chain']) continue;
    return fault(`entry ${place} of the log names another order than the laptop read`);
  }
  return nothing;
}

function statementOf(text: string): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
