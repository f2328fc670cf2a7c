/** Decoders of keys and their papers, of a backup, of the hub's log, and of certificates and tables that people bring. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { openBackupFile, writeBackupFile } from '../../electron/backup/backup-file.ts';
import { concat, utf8 } from '../../shared/base/bytes.ts';
import { BadgeFault } from '../../shared/domain/badge/badge-verdict.ts';
import { readBadge, readStatusList } from '../../shared/domain/badge/credential-schema.ts';
import { readBadgeFile } from '../../shared/domain/badge/read-badge-file.ts';
import { bakeSvg } from '../../shared/domain/badge/svg-badge.ts';
import { readFramework } from '../../shared/domain/competency/framework-file.ts';
import { findHeader, suggestColumns } from '../../shared/domain/event-list-import/event-columns.ts';
import { planEventList } from '../../shared/domain/event-list-import/plan-event-list.ts';
import { readTableFile } from '../../shared/domain/spreadsheet/read-table-file.ts';
import { codesOfSession, readCode, spacedCode } from '../../shared/domain/training/row-code.ts';
import { readCheckpointNote } from '../../shared/protocol/log/checkpoint-note.ts';
import { readLogFile } from '../../shared/protocol/log/log-file.ts';
import {
  encodeOutboxHead,
  encodeOutboxRecord,
  endOfOutbox,
  placeOfRecord,
  readOutboxFile,
} from '../../shared/protocol/outbox-file.ts';
import { readOutboxRecord } from '../../shared/protocol/outbox-frames.ts';
import { readShare, writeShare } from '../../shared/vault/custodian-share.ts';
import { readRecoveryKey, writeRecoveryKey } from '../../shared/vault/recovery-key.ts';
import {
  decodeVaultFile,
  encodeVaultFile,
  salvageVaultFile,
  type VaultContent,
} from '../../shared/vault/vault-file.ts';
import { bakedPng, bytesOf, fictionalBadge, fictionalIssuer, fictionalList } from '../support/fictional-badge.ts';
import { entriesNumbered, fileOfLog, noteOf, signedLog } from '../support/log-samples.ts';
import { uuidNumbered } from '../support/network.ts';
import { chunkRecord } from '../support/sealed-outbox.ts';
import { framed, type Sample, type Target, whole } from './target.ts';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const filled = (size: number, byte: number) => new Uint8Array(size).fill(byte);

/** Its sum is right whatever it says, as somebody writes it who damages a laptop on purpose. */
function summedAnew(file: Uint8Array): Sample {
  return { pieces: [file.slice(0, -32)], join: ([said = new Uint8Array()]) => concat(said, sha256(said)) };
}

function vaultFile(): Uint8Array {
  const wrapping = { nonce: filled(12, 3), wrapped: filled(48, 4) };
  const content: VaultContent = {
    id: filled(16, 1),
    slots: [
      { kind: 'passphrase', salt: filled(16, 2), memoryMiB: 128, passes: 3, ...wrapping },
      { kind: 'recovery', salt: filled(16, 2), ...wrapping },
    ],
  };
  return encodeVaultFile(content, filled(32, 5));
}

const session = uuidNumbered(0x51, 1);
const codes = codesOfSession(session, [uuidNumbered(0x52, 1), uuidNumbered(0x52, 2)]);
const share = { number: 2, vault: filled(5, 1), set: filled(3, 9), point: filled(21, 7) };
const log = entriesNumbered(3);
const issuer = fictionalIssuer(1);
const token = [{ alg: 'EdDSA' }, fictionalBadge(issuer.did), 'signature']
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

const eventList = `No.,Time,Scenario time,Event,From,To,Method,Objective
1,09:00,D+1 10:00,Alarm,Control,Port,radio,1
2,2026-03-01 09:30,10:30,"A call, twice",Control,Town hall,phone,2
`;
const framework = {
  name: 'Fictional skills',
  type: 'nice-framework-skills',
  version: 1,
  values: [{ uuid: 'u1', value: 'Holding a cordon - S0001', description: 'Until it is handed over.', links: ['u2'] }],
};

/** A closed file; what a record seals is anything, since it is opened elsewhere. */
function outboxOf(sealed: Uint8Array): Uint8Array {
  const [hubKey, ephemeral] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const head = encodeOutboxHead({ hub: session, device: session, hubKey, ephemeral });
  const record = encodeOutboxRecord({ place: placeOfRecord(head, 0, sealed.length), sealed });
  const open = concat(head, record);
  return concat(open, endOfOutbox(open)?.end ?? filled(0, 0));
}

/** A backup is read where it lies. One file of this process, written anew for each input. */
function backups() {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-fuzz-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const place = join(folder, 'damaged');
  return {
    async made(): Promise<Uint8Array> {
      const [source, target] = [join(folder, 'source'), join(folder, 'made')];
      writeFileSync(source, 'harbour pilot');
      const file = await open(source);
      const note = { madeAt: Date.UTC(2026, 0, 1), edition: '0.1.0', profile: 'Amina D.' };
      await writeBackupFile(target, note, [{ name: 'journal/1', size: 13, file }], async () => true);
      await file.close();
      return readWhole(target);
    },
    async read(bytes: Uint8Array): Promise<boolean> {
      writeFileSync(place, bytes);
      const opened = await openBackupFile(place);
      if (!opened.ok) return false;
      const { header, read, close } = opened.value;
      for (const { name, size } of header.files) await read(name, 0, size);
      await close();
      return true;
    },
  };
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  const bytes = await file.readFile();
  await file.close();
  return bytes;
}

const backup = backups();

export const keptTargets: readonly Target[] = [
  {
    name: 'vault file',
    weight: 2,
    samples: () => [whole(vaultFile()), summedAnew(vaultFile())],
    read(bytes) {
      salvageVaultFile(bytes);
      return decodeVaultFile(bytes).ok;
    },
  },
  {
    name: 'recovery key, custodian share and row code as they are typed',
    weight: 1,
    samples: () => [
      whole(utf8(writeRecoveryKey(filled(20, 6)))),
      whole(utf8(writeShare(share))),
      ...[...codes.values()].map((code) => whole(utf8(spacedCode(code)))),
    ],
    read(bytes) {
      const typed = textOf(bytes);
      const isCode = readCode(typed, session, codes).kind === 'enrolment';
      return readRecoveryKey(typed) !== null || readShare(typed) !== null || isCode;
    },
  },
  {
    name: 'backup of a laptop',
    weight: 1,
    samples: async () => {
      const made = await backup.made();
      return [whole(made), summedAnew(made)];
    },
    read: (bytes) => backup.read(bytes),
  },
  {
    name: 'sealed outbox of a laptop, and what is in its records',
    weight: 2,
    samples: () => {
      const file = outboxOf(filled(56, 3));
      return [whole(file), whole(file.slice(0, -40)), summedAnew(file), framed(chunkRecord(filled(20, 8)))];
    },
    read(bytes) {
      const isFile = readOutboxFile(bytes).ok || endOfOutbox(bytes) !== null;
      return isFile || readOutboxRecord(bytes) !== null;
    },
  },
  {
    name: 'log of the hub',
    weight: 1,
    samples: async () => [whole(await fileOfLog(log, [noteOf(signedLog(log, 3), [1])], [1]))],
    read: (bytes) => readLogFile(bytes).ok,
  },
  {
    name: 'signed note of the log',
    weight: 1,
    samples: () => [whole(utf8(noteOf(signedLog(log, 3), [1, 2])))],
    read: (bytes) => readCheckpointNote(textOf(bytes)) !== null,
  },
  {
    name: 'certificate of a person, and list of revoked ones',
    weight: 3,
    samples: () => {
      const text = bytesOf(fictionalBadge(issuer.did));
      return [
        whole(text),
        whole(utf8(token)),
        whole(bakedPng(textOf(text))),
        whole(utf8(bakeSvg('<svg xmlns="http://www.w3.org/2000/svg"></svg>', textOf(text)))),
        whole(bytesOf(fictionalList(issuer.did, [3]))),
      ];
    },
    read(bytes) {
      try {
        const { credential } = readBadgeFile(bytes);
        readStatusList(credential);
        readBadge(credential);
        return true;
      } catch (error) {
        if (error instanceof BadgeFault) return false;
        throw error;
      }
    },
  },
  {
    name: 'event list',
    weight: 2,
    samples: () => [whole(utf8(eventList)), whole(utf8(eventList.replaceAll(',', '\t')))],
    read(bytes) {
      const file = readTableFile({ name: 'list.csv', bytes });
      const [table] = file.ok ? file.value.tables : [];
      if (table === undefined) return false;
      const header = findHeader(table.rows);
      const columns = suggestColumns(table.rows[header ?? 0]?.cells ?? []);
      const around = { injects: [], objectives: [], begins: 540 };
      return planEventList(table.rows.slice((header ?? -1) + 1), columns, around).counts.new > 0;
    },
  },
  {
    name: 'framework of competencies',
    weight: 1,
    samples: () => [whole(utf8(JSON.stringify(framework)))],
    read: (bytes) => readFramework([{ name: 'skills.json', bytes }]).statements.length > 0,
  },
];
