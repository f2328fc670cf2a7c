/**
 * Administration from the hub's own machine: whoever may read its data folder or holds DATABASE_URL. Never over HTTP.
 * Each command prints one line of JSON, so that scripts can read it.
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { isUuid, uuidv7 } from '../shared/base/ids.ts';
import { type Role, roles } from '../shared/domain/policy/roles.ts';
import { withPin } from '../shared/protocol/enrolment-code.ts';
import { fileOfBytes, openEnrolmentRequest } from '../shared/protocol/enrolment-request.ts';
import { hubKeyId } from '../shared/protocol/hub-key.ts';
import { outboxFileLimit } from '../shared/protocol/outbox-file.ts';
import { makeAccount, resetAccount } from './accounts/decide-set-up.ts';
import { foldName } from './accounts/decide-sign-in.ts';
import { makeBackup, restoreBackup, verifyBackup } from './backup/backups.ts';
import { compactScope, ruleOf } from './compaction/compact-scope.ts';
import { type HubConfig, readConfig } from './config.ts';
import { createDatabase, createPool } from './db/database.ts';
import { findRunningPostgres, startEmbeddedPostgres } from './db/embedded-postgres.ts';
import { migrate } from './db/migrate.ts';
import { createCode } from './enrol/code.ts';
import { newHub } from './network/found-hub.ts';
import { foundNetwork } from './network/found-network.ts';
import { giveFirstKey, replaceKey } from './network/hub-key.ts';
import { takeOutbox } from './outbox/take-outbox.ts';
import { relyingPartyOf } from './passkeys/relying-party.ts';
import { addLink, named } from './provider/decide-links.ts';
import { systemPorts } from './start-hub.ts';
import type { HubTransaction } from './sync/hub-store.ts';
import { createPostgresHubStore } from './sync/store.ts';
import { renewCertificate } from './tls/renew-certificate.ts';
import { readTls } from './tls/tls-files.ts';
import { answerRequest } from './trust/answer-request.ts';
import { withdrawOutgrown } from './trust/certify.ts';
import { revoke } from './trust/revoke.ts';

const day = 86_400_000;

interface AdminCommand {
  /** What follows the command's name; the last may repeat when it ends in dots. */
  readonly usage: string;
  readonly run: (tx: HubTransaction, args: readonly string[], config: HubConfig) => Promise<unknown>;
}

/** A command that needs no hub in the database, or more than one transaction. */
interface FolderCommand {
  readonly usage: string;
  readonly alone: (args: readonly string[], config: HubConfig) => Promise<unknown>;
}

export const adminCommands: Readonly<Record<string, AdminCommand | FolderCommand>> = {
  found: { usage: 'NAME CENTRE', run: found },
  'create-person': { usage: 'NAME CENTRE', run: createPerson },
  'create-scope': { usage: 'NAME [CENTRE]', run: createScope },
  'set-centre': { usage: 'SCOPE [CENTRE]', run: setCentre },
  'set-roles': { usage: 'PERSON SCOPE [ROLE]...', run: setRoles },
  'create-code': { usage: 'PERSON...', run: createEnrolmentCode },
  'answer-request': { usage: 'FILE ADDRESS PERSON...', run: answer },
  'create-account': { usage: 'PERSON NAME', run: createAccount },
  'reset-account': { usage: 'NAME', run: resetAccountNamed },
  'require-passkeys': { usage: 'CENTRE [off]', run: requirePasskeys },
  'link-provider': { usage: 'PERSON SUBJECT|E-MAIL', run: linkProvider },
  'revoke-device': { usage: 'DEVICE [--wipe]', run: revokeDevice },
  'take-outbox': { usage: 'FILE', run: takeOutboxFile },
  'show-hub-key': { usage: '', run: showHubKey },
  restored: { usage: '', run: restored },
  'replace-hub-key': { usage: '', run: replaceHubKey },
  compact: { usage: '[SCOPE]...', run: compact },
  certificate: { usage: '[NAME]...', alone: certificate },
  backup: { usage: 'FILE|FOLDER, or --verify FILE', alone: backup },
  restore: { usage: 'FILE', alone: restore },
};

/** Runs `COMMAND arguments... [-- options of the hub]`, what concerns the database in one transaction. */
export async function runAdmin(args: readonly string[], env: NodeJS.ProcessEnv, projectFolder: string): Promise<void> {
  const split = args.indexOf('--');
  const [name = '', ...rest] = split < 0 ? args : args.slice(0, split);
  const config = readConfig(split < 0 ? [] : args.slice(split + 1), env, projectFolder);
  const command = adminCommands[name];
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  const work =
    'alone' in command ? command.alone(rest, config) : withStore(config, (tx) => command.run(tx, rest, config));
  const answer = await work.catch((error: unknown) => {
    if (error instanceof UsageError)
      throw new Error(`${error.message}\nUsage: node hub/main.ts ${name} ${command.usage}`);
    throw error;
  });
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

class UsageError extends Error {}

async function withStore<T>(config: HubConfig, work: (tx: HubTransaction) => Promise<T>): Promise<T> {
  return withDatabase(config, async (pool) => {
    await migrate(pool);
    const store = createPostgresHubStore(createDatabase(pool));
    return store.transaction(async (tx) => {
      await tx.foundHub(newHub(systemPorts, config));
      return work(tx);
    });
  });
}

async function withDatabase<T>(config: HubConfig, work: (pool: Pool) => Promise<T>): Promise<T> {
  // A running hub's database is joined; otherwise one is started for as long as this takes.
  const server =
    config.databaseUrl === null
      ? ((await findRunningPostgres(config.dataFolder)) ?? (await startEmbeddedPostgres(config.dataFolder)))
      : { url: config.databaseUrl, stop: async () => undefined };
  const pool = createPool(server.url, { max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await server.stop();
  }
}

async function found(tx: HubTransaction, [name, centre]: readonly string[], config: HubConfig): Promise<unknown> {
  if (!name || !centre) throw new UsageError('The first person of a network needs a name and a centre.');
  const founded = await foundNetwork(tx, systemPorts, { name, centre });
  if (!founded.ok) throw new UsageError('This network has people already: invite others with create-code.');
  return { ...founded.value, code: await handedOut(founded.value.code, config) };
}

async function createPerson(tx: HubTransaction, [name, centre]: readonly string[]): Promise<unknown> {
  if (!name || !centre) throw new UsageError('A person needs a name and a centre.');
  const person = { person: uuidv7(systemPorts.clock, systemPorts.random), name, centre };
  await tx.addPerson(person);
  return person;
}

async function createScope(tx: HubTransaction, [name, centre]: readonly string[]): Promise<unknown> {
  if (!name) throw new UsageError('A scope needs a name.');
  const scope = { id: uuidv7(systemPorts.clock, systemPorts.random), name, ...(centre ? { centre } : {}) };
  await tx.addScope(scope);
  return scope;
}

/** Whose a scope is; without a centre it is of the whole network. Devices hear of it when their grants next change. */
async function setCentre(tx: HubTransaction, [id = '', centre]: readonly string[]): Promise<unknown> {
  const [known] = isUuid(id) ? await tx.scopes([id]) : [];
  if (known === undefined) throw new UsageError(`There is no scope ${id}.`);
  const scope = { id, name: known.name, ...(centre ? { centre } : {}) };
  await tx.addScope(scope);
  return scope;
}

async function setRoles(tx: HubTransaction, [person, scope, ...held]: readonly string[]): Promise<unknown> {
  await needPersons(tx, [person ?? '']);
  if (!isUuid(scope ?? '') || (await tx.scopes([scope as string])).length === 0) {
    throw new UsageError(`There is no scope ${scope}.`);
  }
  const strange = held.find((role) => !roles.includes(role as Role));
  if (strange !== undefined) throw new UsageError(`There is no role ${strange}: ${roles.join(', ')}.`);
  await tx.setRoles(person as string, scope as string, held as Role[]);
  await withdrawOutgrown(tx, systemPorts, person as string);
  return { person, scope, roles: held };
}

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

/** A code as it is given out: with the pin of the hub's own authority, when it has one. */
async function handedOut(code: string, config: HubConfig): Promise<string> {
  return withPin(code, (await readTls(config))?.pin ?? null);
}

/** The hub's own authority and certificate; a running hub shows the new one within a minute, when it began with one. */
async function certificate(names: readonly string[], { dataFolder }: HubConfig): Promise<unknown> {
  return renewCertificate(dataFolder, names, systemPorts.clock.now());
}

async function createAccount(tx: HubTransaction, [person = '', name = '']: readonly string[]): Promise<unknown> {
  await needPersons(tx, [person]);
  if (!/^[\p{L}\p{N}._@-]{2,80}$/u.test(name))
    throw new UsageError('A name to sign in with has 2 to 80 letters or digits.');
  await needPagePower(tx, person);
  const { account, code } = await makeAccount(tx, systemPorts, { person, name });
  return { account: account.name, person, setUpCode: code };
}

async function needPagePower(tx: HubTransaction, person: string): Promise<void> {
  const held = (await tx.grants([person])).flatMap(({ roles }) => roles);
  if (!held.some((role) => role === 'coordinator' || role === 'steward')) {
    throw new UsageError('The page is for coordinators and stewards: set-roles first.');
  }
}

async function resetAccountNamed(tx: HubTransaction, [name = '']: readonly string[]): Promise<unknown> {
  const account = await tx.lockAccountNamed(foldName(name));
  if (account === null) throw new UsageError(`There is no account ${name}.`);
  return { account: account.name, person: account.person, setUpCode: await resetAccount(tx, systemPorts, account) };
}

/** From now on people of a centre sign in to the page by passkey alone; their other sessions get nothing more. */
async function requirePasskeys(
  tx: HubTransaction,
  [centre = '', off]: readonly string[],
  config: HubConfig,
): Promise<unknown> {
  const isKnown = (await tx.allPersons()).some((person) => person.centre === centre);
  if (!isKnown) throw new UsageError(`Nobody here is of the centre "${centre}".`);
  if (off !== undefined && off !== 'off') throw new UsageError('A centre asks for passkeys, or with "off" no longer.');
  const hasName = relyingPartyOf(config, { isTls: true, port: undefined }) !== null;
  if (off === undefined && !hasName)
    throw new UsageError('Passkeys need a hub with a name: set WAYPOST_ORIGIN, here and where the hub runs.');
  await tx.setPasskeyRule(centre, off === undefined);
  return { centre, passkeysNeeded: off === undefined };
}

/** Says who at the provider is who here; counts at once. Whoever holds an @ is known by e-mail. */
async function linkProvider(
  tx: HubTransaction,
  [person = '', known = '']: readonly string[],
  { provider }: HubConfig,
): Promise<unknown> {
  if (provider === null) throw new UsageError('This hub has no identity provider: WAYPOST_PROVIDER.');
  await needPersons(tx, [person]);
  await needPagePower(tx, person);
  if (!known) throw new UsageError('By which subject or e-mail does the provider know them?');
  const { issuer } = provider;
  const who = named(known.includes('@') ? { email: known } : { subject: known });
  const added = await addLink(tx, systemPorts, { person, issuer, ...who, by: null });
  if (!added.ok) throw new UsageError(`Somebody is linked to ${known} already.`);
  return { person, issuer, ...who };
}

/** A file of one moment, read back to its end; a hub may go on meanwhile. */
async function backup([first, second]: readonly string[], config: HubConfig): Promise<unknown> {
  if (first === '--verify' && second) return { verified: await verifyBackup(second) };
  if (!first || first.startsWith('-'))
    throw new UsageError('A backup needs a file that is not there yet, or a folder.');
  return { backup: await withDatabase(config, (pool) => makeBackup(pool, first, systemPorts.clock.now())) };
}

/** A hub out of a backup, where there is none; as `restored` after other ways of putting one back. */
async function restore([file]: readonly string[], config: HubConfig): Promise<unknown> {
  if (!file) throw new UsageError('Which backup?');
  // Before a database is made for it.
  await verifyBackup(file);
  const epoch = uuidv7(systemPorts.clock, systemPorts.random);
  return { restored: await withDatabase(config, (pool) => restoreBackup(pool, file, epoch)), epoch };
}

/** After a backup was restored: every device then offers again what this hub may have lost ([RH1]). */
async function restored(tx: HubTransaction): Promise<unknown> {
  const epoch = uuidv7(systemPorts.clock, systemPorts.random);
  await tx.renewEpoch(epoch);
  return { epoch };
}

/** Compacts at once what a running hub would in a while, however little it is ([CP4]). */
async function compact(tx: HubTransaction, scopes: readonly string[], config: HubConfig): Promise<unknown> {
  const known = await tx.allScopes();
  const strange = scopes.find((scope) => !known.includes(scope));
  if (strange !== undefined) throw new UsageError(`There is no scope ${strange}.`);
  const ports = { ...systemPorts, retireAfter: config.retireAfterDays * day };
  const freed = [];
  for (const scope of scopes.length === 0 ? known : scopes) {
    freed.push({ scope, ...(await compactScope(tx, ports, scope, { ...ruleOf(config), share: 0 })) });
  }
  return { compacted: freed };
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
  'outbox-held-full': 'So much of this laptop is held already that people have to decide on that first.',
} as const;

/** Takes what a wiped laptop left: all of it or nothing ([WP8]). */
async function takeOutboxFile(tx: HubTransaction, [file = '']: readonly string[]): Promise<unknown> {
  if (!file || (await stat(file)).size > outboxFileLimit)
    throw new UsageError('A sealed outbox is a file of at most 256 MiB.');
  const taken = await takeOutbox(tx, systemPorts, new Uint8Array(await readFile(file)));
  if (!taken.ok) throw new UsageError(`${outboxFaults[taken.failure.kind]} Nothing was taken.`);
  return taken.value;
}

async function showHubKey(tx: HubTransaction): Promise<unknown> {
  await giveFirstKey(tx, systemPorts.makeKey);
  const { id, keys } = await tx.hub();
  return { hub: id, keys: keys.map(({ publicKey }) => ({ publicKey, keyId: hubKeyId(publicKey) })) };
}

async function replaceHubKey(tx: HubTransaction): Promise<unknown> {
  const publicKey = await replaceKey(tx, systemPorts.makeKey, systemPorts.sign);
  return { publicKey, keyId: hubKeyId(publicKey) };
}

async function needPersons(tx: HubTransaction, ids: readonly string[]): Promise<void> {
  const strange = ids.find((id) => !isUuid(id));
  const found = strange === undefined ? await tx.persons(ids) : [];
  const missing = strange ?? ids.find((id) => !found.some(({ person }) => person === id));
  if (missing !== undefined) throw new UsageError(`There is no person ${missing}.`);
}
