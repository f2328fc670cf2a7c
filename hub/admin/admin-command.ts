/** What a command is, and what several of them ask first. */
import { isUuid } from '../../shared/base/ids.ts';
import { withPin } from '../../shared/protocol/enrolment-code.ts';
import type { HubConfig } from '../config.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { readTls } from '../tls/tls-files.ts';

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

export type AdminCommands = Readonly<Record<string, AdminCommand | FolderCommand>>;

/** What was typed is not what the command takes: said with its usage. */
export class UsageError extends Error {}

export async function needPersons(tx: HubTransaction, ids: readonly string[]): Promise<void> {
  const strange = ids.find((id) => !isUuid(id));
  const found = strange === undefined ? await tx.persons(ids) : [];
  const missing = strange ?? ids.find((id) => !found.some(({ person }) => person === id));
  if (missing !== undefined) throw new UsageError(`There is no person ${missing}.`);
}

export async function needPagePower(tx: HubTransaction, person: string): Promise<void> {
  const held = (await tx.grants([person])).flatMap(({ roles }) => roles);
  if (!held.some((role) => role === 'coordinator' || role === 'steward')) {
    throw new UsageError('The page is for coordinators and stewards: set-roles first.');
  }
}

/** A code as it is given out: with the pin of the hub's own authority, when it has one. */
export async function handedOut(code: string, config: HubConfig): Promise<string> {
  return withPin(code, (await readTls(config))?.pin ?? null);
}
