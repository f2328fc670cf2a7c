/** How devices come in and go, and what they leave. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { isUuid } from '../../shared/base/ids.ts';
import { fileOfBytes, openEnrolmentRequest } from '../../shared/protocol/enrolment-request.ts';
import type { UnpackedLimit } from '../../shared/protocol/limits.ts';
import { outboxFileLimit } from '../../shared/protocol/outbox-file.ts';
import type { HubConfig } from '../config.ts';
import { createCode } from '../enrol/code.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { takeOutbox } from '../outbox/take-outbox.ts';
import { systemPorts } from '../start-hub.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { readTls } from '../tls/tls-files.ts';
import { answerRequest } from '../trust/answer-request.ts';
import { revoke } from '../trust/revoke.ts';
import { type AdminCommands, handedOut, needPersons, UsageError } from './admin-command.ts';

export const deviceCommands: AdminCommands = {
  'create-code': { usage: 'PERSON...', run: createEnrolmentCode },
  'answer-request': { usage: 'FILE ADDRESS PERSON...', run: answer },
  'revoke-device': { usage: 'DEVICE [--wipe]', run: revokeDevice },
  'take-outbox': { usage: 'FILE', run: takeOutboxFile },
};

async function createEnrolmentCode(
  tx: HubTransaction,
  persons: readonly string[],
  config: HubConfig,
): Promise<unknown> {
  if (persons.length === 0) throw new UsageError('A code is for one person or more.');
  await needPersons(tx, persons);
  return { code: await handedOut(await createCode(tx, systemPorts, persons), config) };
}

/** Reads a request that came without a network and writes its answer beside it. The words are for whoever sits at the laptop. */
async function answer(
  tx: HubTransaction,
  [file = '', address = '', ...persons]: readonly string[],
  config: HubConfig,
): Promise<unknown> {
  if (!URL.canParse(address) || persons.length === 0)
    throw new UsageError('An answer says where the hub is, and is for one person or more.');
  await needPersons(tx, persons);
  await giveFirstKey(tx, systemPorts.makeKey);
  const request = fileOfBytes(new Uint8Array(await readFile(file)));
  const pin = (await readTls(config))?.pin ?? null;
  const asked = openEnrolmentRequest(request);
  const answered = await answerRequest(tx, systemPorts, {
    request,
    persons,
    by: null,
    address: new URL(address).origin,
    pin,
  });
  if (!answered.ok || !asked.ok) {
    const isSecond = !answered.ok && answered.failure.kind === 'request-answered';
    throw new UsageError(
      isSecond
        ? 'The laptop of this request was answered before, and that counts once. If the answer was lost, revoke its device and ask for a new request.'
        : 'This file is no request of a laptop, or it was damaged on its way. Nothing was changed: ask at the laptop for it again.',
    );
  }
  const answerFile = `${file.replace(/\.waypost-request$/, '')}.waypost-answer`;
  await writeFile(answerFile, answered.value.answer, { flag: 'wx' });
  const { deviceName, words: requestWords } = asked.value;
  return { device: deviceName, requestWords, answerWords: answered.value.words, answerFile };
}

async function revokeDevice(tx: HubTransaction, [id, option]: readonly string[]): Promise<unknown> {
  if (option !== undefined && option !== '--wipe') throw new UsageError(`There is no option ${option}.`);
  const device = isUuid(id ?? '') ? await tx.lockDevice(id as string) : null;
  if (device === null) throw new UsageError(`There is no device ${id}.`);
  const revoked = await revoke(tx, systemPorts, device, { by: null, wipe: option === '--wipe' });
  if (!revoked.ok)
    throw new UsageError(
      'This hub has no key, so it cannot ask for a wipe. Start it once, and it has one. Nothing was done.',
    );
  return revoked.value;
}

/** What went wrong with a sealed outbox, for whoever has it in hand. Nothing of it was taken. */
const outboxFaults = {
  'outbox-unreadable': 'This is no sealed outbox of a laptop, or one of a newer edition.',
  'outbox-cut': 'The file is cut off: save it once more on the laptop that was wiped, and copy it whole.',
  'outbox-damaged': 'The file was damaged or altered: save it once more on the laptop that was wiped.',
  'outbox-other-hub': 'The file is sealed for another hub, or for a key that this hub does not have.',
  'outbox-device-unknown': 'This hub knows no such laptop; after a restore it may have lost it.',
  'outbox-too-much':
    'The file holds more than 1,000,000 changes or 1 GiB unpacked, more than a hub takes of one. Keep it, and ask those who maintain Waypost.',
  'outbox-held-full': 'So much of this laptop is held already that people have to decide on that first.',
} as const;

/**
 * Whoever is at the hub's machine chose the file: about five times as much is unpacked of it as of one that comes over the network.
 * 990,000 changes were taken in four minutes with 1.4 GB of memory, on two slow cores beside other work.
 */
const unpackedAtHub: UnpackedLimit = { content: 1024 * 1024 * 1024, operations: 1_000_000 };

/** Takes what a wiped laptop left: all of it or nothing ([WP8]). */
async function takeOutboxFile(tx: HubTransaction, [file = '']: readonly string[]): Promise<unknown> {
  if (!file || (await stat(file)).size > outboxFileLimit)
    throw new UsageError('A sealed outbox is a file of at most 256 MiB.');
  const taken = await takeOutbox(tx, systemPorts, new Uint8Array(await readFile(file)), unpackedAtHub);
  if (!taken.ok) throw new UsageError(`${outboxFaults[taken.failure.kind]} Nothing was taken.`);
  return taken.value;
}
