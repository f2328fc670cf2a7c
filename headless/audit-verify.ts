/** `waypost audit verify`: checks audit files against themselves and each other, with no hub and no device. */
import { readFile } from 'node:fs/promises';
import { type Audit, readAudit } from '../shared/protocol/audit-file.ts';
import { verifyEd25519 } from '../shared/protocol/ed25519.ts';
import { hubKeyId } from '../shared/protocol/hub-key.ts';
import {
  type AuditCheck,
  type AuditFinding,
  areOfOneScope,
  auditChecks,
  compareAudits,
  decisionsIn,
  verifyAudit,
} from '../shared/protocol/verify-audit.ts';
import { type Command, readArguments, UsageError } from './command.ts';

interface CheckedFile {
  readonly file: string;
  readonly audit: Audit | null;
  /** Another file of its scope was there to compare it with. */
  isCompared: boolean;
  readonly reasons: AuditFinding[];
  readonly notes: AuditFinding[];
  readonly signedUpTo: number;
}

export const auditVerify: Command = {
  help: [
    'waypost audit verify [--json] [--key KEY] FILE...',
    '',
    'Checks files of "waypost audit export": every byte, every id from its header, the chain over the operations, the',
    "hub's keys and signatures, evidence against the hub, and that files of one scope agree where they overlap. Needs",
    'neither a hub nor a device.',
    '',
    "  --key    The hub's public key or its short name, as you know it from elsewhere: the file must hold it.",
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
  const read = readAudit(new Uint8Array(await readFile(file)));
  const verdict = read.ok
    ? await verifyAudit(read.value, verifyEd25519, key)
    : { reasons: [{ check: 'form' as const, text: read.failure.reason }], notes: [], signedUpTo: 0 };
  return {
    file,
    audit: read.ok ? read.value : null,
    isCompared: false,
    reasons: [...verdict.reasons],
    notes: [...verdict.notes],
    signedUpTo: verdict.signedUpTo,
  };
}

/** Adds to every file what another one of its scope says against it. */
function checkAgreement(files: readonly CheckedFile[]): void {
  for (const [i, one] of files.entries()) {
    for (const other of files.slice(i + 1)) {
      if (one.audit === null || other.audit === null || !areOfOneScope(one.audit, other.audit)) continue;
      [one.isCompared, other.isCompared] = [true, true];
      const { reasons, notes } = compareAudits(one.audit, other.audit);
      for (const [mine, theirs] of [[one, other] as const, [other, one] as const]) {
        const naming = ({ check, text }: AuditFinding) => ({ check, text: `${text} (${theirs.file})` });
        mine.reasons.push(...reasons.map(naming));
        mine.notes.push(...notes.map(naming));
      }
    }
  }
}

/** What a program reads of a file. A check that could not be made is null. */
function verdictOf({ file, audit, isCompared, reasons, notes, signedUpTo }: CheckedFile) {
  const failed = new Set(reasons.map(({ check }) => check));
  const isMade = (check: AuditCheck) => check === 'form' || (audit !== null && (check !== 'agreement' || isCompared));
  const stateOf = (check: AuditCheck) => (isMade(check) ? !failed.has(check) : null);
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
  };
}

function linesOf({ file, audit, reasons, notes, signedUpTo }: CheckedFile): string[] {
  const key = audit?.head.keys.at(-1)?.publicKey;
  const about = [
    ...(audit === null
      ? []
      : [
          `  ${audit.head.network}, ${audit.head.scope.name}: ${audit.places.length} places`,
          `  decisions on held work: ${decisionsIn(audit)}`,
        ]),
    ...(key === undefined ? [] : [`  signed by the hub up to place ${signedUpTo}, key ${hubKeyId(key)}`]),
  ];
  return [
    `${reasons.length === 0 ? 'valid' : 'NOT VALID'}: ${file}`,
    ...about,
    ...reasons.map(({ check, text }) => `  ${check}: ${text}`),
    ...notes.map(({ check, text }) => `  note, ${check}: ${text}`),
  ];
}
