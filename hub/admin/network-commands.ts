/** People, scopes and roles, from the first person on. */
import { isUuid, uuidv7 } from '../../shared/base/ids.ts';
import { type Role, roles } from '../../shared/domain/policy/roles.ts';
import type { HubConfig } from '../config.ts';
import { foundNetwork } from '../network/found-network.ts';
import { systemPorts } from '../start-hub.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { withdrawOutgrown } from '../trust/certify.ts';
import { type AdminCommands, handedOut, needPersons, UsageError } from './admin-command.ts';

export const networkCommands: AdminCommands = {
  found: { usage: 'NAME CENTRE', run: found },
  'create-person': { usage: 'NAME CENTRE', run: createPerson },
  'create-scope': { usage: 'NAME [CENTRE]', run: createScope },
  'set-centre': { usage: 'SCOPE [CENTRE]', run: setCentre },
  'set-roles': { usage: 'PERSON SCOPE [ROLE]...', run: setRoles },
};

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
