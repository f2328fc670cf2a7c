/**
 * The locks of what goes over a wire: requests and answers of the hub, and messages of a room. Within a major version laptops and
 * hubs of all editions read each other, so a lock only grows, and only by members that may be left out (version.ts). What is new
 * is added by `node build/wire-lock.ts`, which adds and never changes what is there: no update of snapshots writes these files.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { enrolAnswerSchema, enrolRequestSchema } from '../shared/protocol/enrolment.ts';
import { roomMessageSchema, roomVersion } from '../shared/protocol/room-message.ts';
import { syncReplySchema } from '../shared/protocol/sync-reply.ts';
import { syncRequestSchema } from '../shared/protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import { projectRoot } from './project-root.ts';

/** JSON schemas, by what they are of. */
export type Wire = Readonly<Record<string, unknown>>;
type Schema = Readonly<Record<string, unknown>>;

const folder = join('shared', 'protocol', 'locks');
const addCommand = 'node build/wire-lock.ts';

/** Each lock file of today's versions, with what it would hold today. */
const wireLocks: readonly { readonly file: string; readonly today: Wire }[] = [
  {
    file: join(folder, `v${PROTOCOL_VERSION}.json`),
    today: {
      syncRequestSchema: schemaOf(syncRequestSchema),
      syncReplySchema: schemaOf(syncReplySchema),
      enrolRequestSchema: schemaOf(enrolRequestSchema),
      enrolAnswerSchema: schemaOf(enrolAnswerSchema),
    },
  },
  { file: join(folder, `room-v${roomVersion}.json`), today: schemaOf(roomMessageSchema) },
];

function schemaOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** What of a locked wire does not hold any more, or is not in its lock yet; each as a sentence that says what to do. */
export function problemsOfWire(lock: Wire, today: Wire): string[] {
  const broken = brokenIn('', lock, today);
  if (broken.length > 0) return broken;
  return isSame(lock, today)
    ? []
    : [`The wire has members that its lock has not: run \`${addCommand}\`, which adds them.`];
}

/** What today says otherwise than the lock, members of objects apart that are new and may be left out. */
function brokenIn(path: string, was: unknown, is: unknown): string[] {
  if (!isNode(was) || !isNode(is)) return isSame(was, is) ? [] : [said(path, 'says another thing')];
  if (Array.isArray(was) !== Array.isArray(is)) return [said(path, 'is of another kind')];
  if (Array.isArray(was) && Array.isArray(is) && was.length !== is.length)
    return [said(path, 'has more or fewer choices')];
  const isMembers = /\.(properties|\$defs)$/.test(path);
  const keys = isMembers ? Object.keys(was) : [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys.flatMap((key) => {
    const at = `${path}.${key}`;
    if (!Object.hasOwn(is, key)) return [said(at, 'is gone')];
    if (!Object.hasOwn(was, key)) return key === '$defs' ? [] : [said(at, 'was not there')];
    if (key === 'required' && !isMembers) return isSame(was[key], is[key]) ? [] : [said(at, 'asks for other members')];
    return brokenIn(at, was[key], is[key]);
  });
}

function said(path: string, what: string): string {
  return `${path.slice(1)} ${what}: other editions speak this version. Leave it, and add a member beside it that may be left out, or raise the version.`;
}

function isNode(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Part of the check "locks of formats and protocol". */
export async function checkWireLocks(root: string): Promise<string[]> {
  const found = wireLocks.map(async ({ file, today }) => {
    const lock = await readLock(root, file);
    const problems = lock === null ? [`There is no such lock: run \`${addCommand}\`.`] : problemsOfWire(lock, today);
    return problems.map((problem) => `${file}: ${problem}`);
  });
  return (await Promise.all(found)).flat();
}

/** Null for a version that has no lock yet. */
async function readLock(root: string, file: string): Promise<Wire | null> {
  const text = await readFile(join(root, file), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Wire);
}

if (import.meta.main) {
  for (const { file, today } of wireLocks) {
    const lock = await readLock(projectRoot, file);
    const broken = lock === null ? [] : brokenIn('', lock, today);
    if (broken.length > 0) throw new Error(broken.join('\n'));
    await writeFile(join(projectRoot, file), `${JSON.stringify(today, null, 2)}\n`);
  }
}
