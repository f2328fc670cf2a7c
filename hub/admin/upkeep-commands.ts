/** The hub itself: its key, its certificate, its backups, what it no longer keeps. */
import { uuidv7 } from '../../shared/base/ids.ts';
import { hubKeyId } from '../../shared/protocol/hub-key.ts';
import { makeBackup, restoreBackup, verifyBackup } from '../backup/backups.ts';
import { compactScope, ruleOf } from '../compaction/compact-scope.ts';
import type { HubConfig } from '../config.ts';
import { giveFirstKey, replaceKey } from '../network/hub-key.ts';
import { systemPorts } from '../start-hub.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { renewCertificate } from '../tls/renew-certificate.ts';
import { type AdminCommands, UsageError } from './admin-command.ts';
import { withDatabase } from './with-database.ts';

const day = 86_400_000;

export const upkeepCommands: AdminCommands = {
  'show-hub-key': { usage: '', run: showHubKey },
  restored: { usage: '', run: restored },
  'replace-hub-key': { usage: '', run: replaceHubKey },
  compact: { usage: '[SCOPE]...', run: compact },
  certificate: { usage: '[NAME]...', alone: certificate },
  backup: { usage: 'FILE|FOLDER, or --verify FILE', alone: backup },
  restore: { usage: 'FILE', alone: restore },
};

async function showHubKey(tx: HubTransaction): Promise<unknown> {
  await giveFirstKey(tx, systemPorts.makeKey);
  const { id, keys } = await tx.hub();
  return { hub: id, keys: keys.map(({ publicKey }) => ({ publicKey, keyId: hubKeyId(publicKey) })) };
}

async function replaceHubKey(tx: HubTransaction): Promise<unknown> {
  const publicKey = await replaceKey(tx, systemPorts.makeKey, systemPorts.sign);
  return { publicKey, keyId: hubKeyId(publicKey) };
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

/** The hub's own authority and certificate; a running hub shows the new one within a minute, when it began with one. */
async function certificate(names: readonly string[], { dataFolder }: HubConfig): Promise<unknown> {
  return renewCertificate(dataFolder, names, systemPorts.clock.now());
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
