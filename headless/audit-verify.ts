/** `waypost audit verify`: checks audit files against themselves and each other, with no hub and no device. */
import { readFile } from 'node:fs/promises';
import { type Audit, readAudit } from '../shared/protocol/audit-file.ts';
import { verifyEd25519 } from '../shared/protocol/ed25519.ts';
import { hubKeyId } from '../shared/protocol/hub-key.ts';
import { type LogFile, readLogFile } from '../shared/protocol/log/log-file.ts';
import {
  compareLogs,
  compareWithAudit,
  type LogFinding,
  type LogVerdict,
  logChecks,
  verifyLog,
} from '../shared/protocol/log/verify-log.ts';
import {
  type AuditFinding,
  areOfOneScope,
  auditChecks,
  chainsOf,
  compareAudits,
  decisionsIn,
  verifyAudit,
} from '../shared/protocol/verify-audit.ts';
import { type Command, readArguments, UsageError } from './command.ts';

type Finding = AuditFinding | LogFinding;

interface CheckedFile {
  readonly file: string;
  /** The order of a scope; or the hub's log. */
  readonly audit: Audit | null;
  readonly log: LogFile | null;
  readonly logVerdict: LogVerdict | null;
  /** Another file of its scope, or of its hub's log, was there to compare it with. */
  isCompared: boolean;
  readonly reasons: Finding[];
  readonly notes: Finding[];
  readonly signedUpTo: number;
  /** How many entries of the hub's log the device saw and cosigned. */
  readonly witnessed: number | null;
}

export const auditVerify: Command = {
  help: [
    'waypost audit verify [--json] [--key KEY] FILE...',
    '',
    'Checks files of "waypost audit export": damage, every id from its header, the chain over the operations, the',
    "hub's keys and signatures, evidence against the hub, and that files of one scope agree where they overlap. Checks",
    "files of the hub's log, which the coordinator's page gives out: every entry, the tree over them, the hub's",
    'signatures, the laptops that cosigned, and that what each laptop saw is in it. Needs neither a hub nor a device.',
    '',
    '  --key    A public key of the hub or its short name, as you know it from elsewhere: the file must hold it, and only',
    '           what is signed with it, or with a key that follows it, counts. The oldest that you know checks most.',
    '  --json   The last line is {file, valid, checks, reasons, ...}; of several files it is a list of those.',
    '',
    'Exit code: 0 every file is valid, 1 at least one is not, 2 the command line was not understood.',
  ].join('\n'),
  async run(args, output) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean', default: false },
      key: { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('name at least one file');
    const files: CheckedFile[] = [];
    for (const file of positionals) files.push(await checkFile(file, values.key?.toLowerCase()));
    checkAgreement(files);
    const verdicts = files.map(verdictOf);
    if (values.json) output.line(JSON.stringify(verdicts.length === 1 ? verdicts[0] : verdicts));
    else for (const line of files.flatMap(linesOf)) output.line(line);
    return verdicts.every(({ valid }) => valid) ? 0 : 1;
  },
};

async function checkFile(file: string, key: string | undefined): Promise<CheckedFile> {
  const bytes = new Uint8Array(await readFile(file));
  const isLog = new TextDecoder().decode(bytes.subarray(0, 40)).startsWith('{"waypost":"audit-log"');
  const [audit, log] = isLog ? [null, readLogFile(bytes)] : [readAudit(bytes), null];
  const unread = log?.ok === false ? log.failure.reason : audit?.ok === false ? audit.failure.reason : null;
  const logVerdict = log?.ok === true ? await verifyLog(log.value, verifyEd25519, key) : null;
  const verdict = audit?.ok === true ? await verifyAudit(audit.value, verifyEd25519, key) : null;
  return {
    file,
    audit: audit?.ok === true ? audit.value : null,
    log: log?.ok === true ? log.value : null,
    logVerdict,
    isCompared: false,
    reasons: [
      ...(unread === null ? [] : [{ check: 'form' as const, text: unread }]),
      ...((logVerdict ?? verdict)?.reasons ?? []),
    ],
    notes: [...((logVerdict ?? verdict)?.notes ?? [])],
    signedUpTo: (logVerdict ?? verdict)?.signedUpTo ?? 0,
    witnessed: verdict?.witnessed ?? null,
  };
}

/** Adds to every file what another one of its scope says against it. */
function checkAgreement(files: readonly CheckedFile[]): void {
  for (const [i, one] of files.entries()) {
    for (const other of files.slice(i + 1)) {
      const compared = compareTwo(one, other) ?? compareTwo(other, one);
      if (compared === null) continue;
      [one.isCompared, other.isCompared] = [true, true];
      const { reasons, notes } = compared;
      for (const [mine, theirs] of [[one, other] as const, [other, one] as const]) {
        const naming = ({ check, text }: Finding) => ({ check, text: `${text} (${theirs.file})` });
        mine.reasons.push(...reasons.map(naming));
        mine.notes.push(...notes.map(naming));
      }
    }
  }
}

/** What two files say of each other; null when they are of different scopes or hubs. */
function compareTwo(one: CheckedFile, other: CheckedFile) {
  if (one.audit !== null && other.audit !== null) {
    return areOfOneScope(one.audit, other.audit) ? compareAudits(one.audit, other.audit) : null;
  }
  const [hub, otherHub] = [one.log?.head.hub, (other.log ?? other.audit)?.head.hub];
  if (one.log === null || hub !== otherHub) return null;
  if (other.log !== null) return compareLogs(one.log, other.log);
  return other.audit === null ? null : compareWithAudit(one.log, other.audit, chainsOf(other.audit.places));
}

/** What a program reads of a file. A check that could not be made is null. */
function verdictOf(checked: CheckedFile) {
  const { file, audit, log, logVerdict, isCompared, reasons, notes, signedUpTo, witnessed } = checked;
  const failed = new Set<string>(reasons.map(({ check }) => check));
  const isRead = audit !== null || log !== null;
  const isMade = (check: string) => check === 'form' || (isRead && (check !== 'agreement' || isCompared));
  const stateOf = (check: string) => (isMade(check) ? !failed.has(check) : null);
  if (log !== null && logVerdict !== null) {
    const { hub, epoch, keys } = log.head;
    return {
      file,
      valid: reasons.length === 0,
      checks: Object.fromEntries(logChecks.map((check) => [check, stateOf(check)])),
      reasons,
      notes,
      hub,
      epoch,
      keys: keys.map(({ publicKey }) => hubKeyId(publicKey)),
      entries: log.entries.length,
      opened: logVerdict.opened,
      classes: logVerdict.classes,
      checkpoints: log.checkpoints.length,
      witnesses: logVerdict.witnesses,
      signedUpTo,
    };
  }
  const { hub, scope, epoch, keys } = audit?.head ?? {};
  return {
    file,
    valid: reasons.length === 0,
    checks: Object.fromEntries(auditChecks.map((check) => [check, stateOf(check)])),
    reasons,
    notes,
    ...(audit === null ? {} : { hub, scope, epoch, keys: keys?.map(({ publicKey }) => hubKeyId(publicKey)) }),
    places: audit?.places.length ?? 0,
    decisions: audit === null ? 0 : decisionsIn(audit),
    signedUpTo,
    witnessed,
  };
}

function linesOf({ file, audit, log, logVerdict, reasons, notes, signedUpTo, witnessed }: CheckedFile): string[] {
  const keys = ((audit ?? log)?.head.keys ?? []).map(({ publicKey }) => hubKeyId(publicKey));
  const named = keys.length > 1 ? `keys ${keys.join(', ')} (the oldest first)` : `key ${keys[0]}`;
  const what = log === null ? 'place' : 'entry';
  const about = [
    ...(log === null || logVerdict === null ? [] : aboutLog(log, logVerdict)),
    ...(audit === null
      ? []
      : [
          `  ${audit.head.network}, ${audit.head.scope.name}: ${audit.places.length} places`,
          `  decisions on held work: ${decisionsIn(audit)}`,
        ]),
    ...(keys.length === 0 ? [] : [`  signed by the hub up to ${what} ${signedUpTo}, ${named}`]),
  ];
  if (witnessed !== null) about.push(`  the device saw and cosigned ${witnessed} entries of the hub's log`);
  return [
    `${reasons.length === 0 ? 'valid' : 'NOT VALID'}: ${file}`,
    ...about,
    ...reasons.map(({ check, text }) => `  ${check}: ${text}`),
    ...notes.map(({ check, text }) => `  note, ${check}: ${text}`),
  ];
}

/** What was checked of a log, in words: how much happened, how much of it is shown, and who watched. */
function aboutLog(log: LogFile, { classes, opened, witnesses }: LogVerdict): string[] {
  const counts = Object.entries(classes).map(([kind, count]) => `${kind} ${count}`);
  const newest = Math.max(0, ...witnesses.map(({ size }) => size));
  const cosigned =
    witnesses.length === 0
      ? 'cosigned by no laptop: nobody but the hub vouches for it'
      : `cosigned by ${witnesses.length} laptops, up to entry ${newest}`;
  return [
    `  ${log.head.network}: ${log.entries.length} entries, ${opened} of them opened (${counts.join(', ')})`,
    `  ${log.checkpoints.length} checkpoints, ${cosigned}`,
  ];
}
