/** Who there is, on PostgreSQL: the hub, people, scopes, grants, devices, codes. */
import type { ExpressionBuilder, Selectable, Transaction } from 'kysely';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { Device, EnrolmentCode, HubSigningKey, NetworkRecords } from '../sync/hub-store.ts';
import { type GrantedRole, groupGrants } from './group-grants.ts';

export function createNetworkStore(db: Transaction<Tables>): NetworkRecords {
  return { ...hubStore(db), ...peopleStore(db), ...grantStore(db), ...deviceStore(db), ...codeStore(db) };
}

function hubStore(
  db: Transaction<Tables>,
): Pick<NetworkRecords, 'hub' | 'foundHub' | 'addHubKey' | 'renewEpoch' | 'grantsVersion'> {
  return {
    async hub() {
      // One question, since every exchange asks it: the hub beside each of its keys, or beside none.
      const rows = await db
        .selectFrom('hub')
        .leftJoin('hub_keys', (join) => join.onTrue())
        .select(['hub.id', 'hub.epoch', 'hub.network_name', 'hub.sample'])
        .select(['hub_keys.public_key', 'hub_keys.secret', 'hub_keys.endorsement', 'hub_keys.since_version'])
        .select((eb) => nextEndOf(eb).as('next_end'))
        .orderBy('hub_keys.number')
        .execute();
      const [row] = rows;
      if (row === undefined) throw new Error('The hub has not been founded.');
      const { id, epoch, network_name: networkName, sample, next_end: end } = row;
      const ends = end === null ? {} : { nextEnd: end.getTime() };
      return { id, epoch, networkName, sample, keys: rows.flatMap(keyOf), ...ends };
    },
    async addHubKey({ publicKey, secret, endorsement }) {
      const hub = await db.selectFrom('hub').select('grants_version').forUpdate().executeTakeFirstOrThrow();
      const { count } = await db
        .selectFrom('hub_keys')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      // Before anybody holds a role no device has been told anything.
      const since = hub.grants_version === 0 ? 0 : hub.grants_version + 1;
      if (since > 0) await db.updateTable('hub').set({ grants_version: since }).execute();
      await db
        .insertInto('hub_keys')
        .values({
          number: Number(count) + 1,
          public_key: toBuffer(publicKey),
          secret: Buffer.from(secret),
          endorsement: endorsement === null ? null : toBuffer(endorsement),
          since_version: since,
        })
        .execute();
    },
    async foundHub({ id, epoch, networkName, sample }) {
      await db
        .insertInto('hub')
        .values({ id, epoch, network_name: networkName, sample })
        .onConflict((conflict) => conflict.column('only_row').doNothing())
        .execute();
    },
    async renewEpoch(epoch: string) {
      await db.updateTable('hub').set({ epoch }).execute();
    },
    async grantsVersion() {
      return (await db.selectFrom('hub').select('grants_version').executeTakeFirst())?.grants_version ?? 0;
    },
  };
}

/** When the next grant in force ends by itself. */
function nextEndOf(eb: ExpressionBuilder<Tables, 'hub'>) {
  const ending = eb.selectFrom('grants').where('until_version', 'is', null).where('ends_at', 'is not', null);
  return ending.select((each) => each.fn.min('ends_at').as('first'));
}

interface KeyRow {
  readonly public_key: Uint8Array | null;
  readonly secret: Uint8Array | null;
  readonly endorsement: Uint8Array | null;
  readonly since_version: number | null;
}

/** The key of a row; none when the hub has none. */
function keyOf({ public_key, secret, endorsement, since_version: since }: KeyRow): HubSigningKey[] {
  if (public_key === null || secret === null || since === null) return [];
  return [{ publicKey: toHex(public_key), secret, endorsement: endorsement && toHex(endorsement), since }];
}

function peopleStore(db: Transaction<Tables>): Pick<NetworkRecords, 'addPerson' | 'persons' | 'addScope' | 'scopes'> {
  return {
    async addPerson({ person, name, centre }) {
      await db
        .insertInto('persons')
        .values({ id: person, name, centre })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, centre }))
        .execute();
    },
    async persons(ids) {
      if (ids.length === 0) return [];
      const rows = await db.selectFrom('persons').selectAll().where('id', 'in', ids).orderBy('id').execute();
      return rows.map(({ id, name, centre }) => ({ person: id, name, centre }));
    },
    async addScope({ id, name, centre = null }: { id: string; name: string; centre?: string | null | undefined }) {
      await db
        .insertInto('scopes')
        .values({ id, name, centre })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, centre }))
        .execute();
    },
    async scopes(ids) {
      if (ids.length === 0) return [];
      const query = db.selectFrom('scopes').select(['id', 'name', 'centre']);
      const rows = await query.where('id', 'in', ids).orderBy('id').execute();
      return rows.map(({ id, name, centre }) => (centre === null ? { id, name } : { id, name, centre }));
    },
  };
}

function grantStore(
  db: Transaction<Tables>,
): Pick<NetworkRecords, 'setRoles' | 'grants' | 'grantsKnown' | 'grantsChanged'> {
  const held = (persons: readonly string[]) =>
    db
      .selectFrom('grants')
      .select(['person', 'scope', 'role', 'request', 'kinds', 'ends_at'])
      .where('person', 'in', persons);
  const toGrants = (rows: readonly GrantRow[]) => groupGrants(rows.map(toGrantedRole));
  return {
    async setRoles(person, scope, roles, { at, by = null, proposal = null } = {}) {
      // The hub's row is the lock: two changes of grants never share a version.
      const hub = await db.selectFrom('hub').select('grants_version').forUpdate().executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('grants')
        .select('role')
        .where('person', '=', person)
        .where('scope', '=', scope)
        .where('until_version', 'is', null)
        .where('request', 'is', null)
        .execute();
      const held = rows.map(({ role }) => role);
      const ended = held.filter((role) => !roles.includes(role as Role));
      const added = [...new Set(roles)].filter((role) => !held.includes(role));
      if (ended.length + added.length === 0) return;
      const version = hub.grants_version + 1;
      await db.updateTable('hub').set({ grants_version: version }).execute();
      if (ended.length > 0) {
        await db
          .updateTable('grants')
          .set({ until_version: version })
          .where('person', '=', person)
          .where('scope', '=', scope)
          .where('until_version', 'is', null)
          .where('request', 'is', null)
          .where('role', 'in', ended)
          .execute();
      }
      if (added.length > 0) {
        await db
          .insertInto('grants')
          .values(
            added.map((role) => ({
              ...{ person, scope, role, since_version: version, until_version: null },
              ...{ given_at: at === undefined ? null : new Date(at), given_by: by, proposal },
            })),
          )
          .execute();
      }
    },
    async grants(persons) {
      if (persons.length === 0) return [];
      return toGrants(await held(persons).where('until_version', 'is', null).execute());
    },
    async grantsKnown(persons, version) {
      if (persons.length === 0) return [];
      return toGrants(await held(persons).where('since_version', '<=', version).execute());
    },
    async grantsChanged(persons, since) {
      if (persons.length === 0) return false;
      const changed = held(persons).where((either) =>
        either.or([either('since_version', '>', since), either('until_version', '>', since)]),
      );
      return (await changed.limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

type GrantRow = Pick<Selectable<Tables['grants']>, 'person' | 'scope' | 'role' | 'request' | 'kinds' | 'ends_at'>;

function toGrantedRole({ person, scope, role, request, kinds, ends_at: ends }: GrantRow): GrantedRole {
  // The column is written from a Role and by nothing else.
  const held = { person, scope, role: role as Role };
  if (request === null || ends === null) return held;
  return { ...held, access: { request, until: ends.getTime(), kinds: kinds ?? [] } };
}

function deviceStore(
  db: Transaction<Tables>,
): Pick<NetworkRecords, 'addDevice' | 'device' | 'lockDevice' | 'saveDevice'> {
  const device = (id: string) => db.selectFrom('devices').selectAll().where('id', '=', id);
  const find = async (query: ReturnType<typeof device>) => {
    const row = await query.executeTakeFirst();
    if (row === undefined) return null;
    const profiles = await db
      .selectFrom('device_profiles')
      .select('person')
      .where('device', '=', row.id)
      .orderBy('person')
      .execute();
    return toDevice(
      row,
      profiles.map(({ person }) => person),
    );
  };
  return {
    async addDevice(device) {
      await db
        .insertInto('devices')
        .values({
          id: device.id,
          name: device.name,
          public_key: Buffer.from(device.publicKey),
          enrolled_at: new Date(device.enrolledAt),
          ...changing(device),
        })
        .execute();
      if (device.persons.length === 0) return;
      await db
        .insertInto('device_profiles')
        .values(device.persons.map((person) => ({ device: device.id, person })))
        .execute();
    },
    device: (id) => find(device(id)),
    lockDevice: (id) => find(device(id).forUpdate()),
    async saveDevice(device) {
      await db.updateTable('devices').set(changing(device)).where('id', '=', device.id).execute();
    },
  };
}

function codeStore(db: Transaction<Tables>): Pick<NetworkRecords, 'addCode' | 'lockCode' | 'saveCode'> {
  return {
    async addCode(code) {
      await db
        .insertInto('enrolment_codes')
        .values({
          selector: code.selector,
          secret_hash: Buffer.from(fromHex(code.secretHash)),
          persons: [...code.persons],
          expires_at: new Date(code.expiresAt),
          tries_left: code.triesLeft,
          used_by: code.usedBy,
          made_by: code.madeBy,
          made_at: new Date(code.madeAt),
        })
        .execute();
    },
    async lockCode(selector): Promise<EnrolmentCode | null> {
      const row = await db
        .selectFrom('enrolment_codes')
        .selectAll()
        .where('selector', '=', selector)
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : toCode(row);
    },
    async saveCode(code) {
      await db
        .updateTable('enrolment_codes')
        .set({ tries_left: code.triesLeft, used_by: code.usedBy })
        .where('selector', '=', code.selector)
        .execute();
    },
  };
}

export function toCode(row: Selectable<Tables['enrolment_codes']>): EnrolmentCode {
  return {
    selector: row.selector,
    secretHash: toHex(row.secret_hash),
    persons: row.persons,
    expiresAt: row.expires_at.getTime(),
    triesLeft: row.tries_left,
    usedBy: row.used_by,
    madeBy: row.made_by,
    madeAt: row.made_at.getTime(),
  };
}

/** The columns of a device that change in its life. */
function changing(device: Device) {
  return {
    revoked_at: toDate(device.revokedAt),
    ticket: Buffer.from(fromHex(device.ticket)),
    ticket_before: device.ticketBefore === null ? null : Buffer.from(fromHex(device.ticketBefore)),
    clone_suspected_at: toDate(device.cloneSuspectedAt),
    last_contact: toDate(device.lastContact),
    declared_waiting: device.declaredWaiting,
    grants_version: device.grantsVersion,
    incarnation: device.incarnation,
    new_life_at: toDate(device.newLifeAt),
    certificate: device.certificate === null ? null : toBuffer(device.certificate),
    renew_at: toDate(device.renewAt),
  };
}

export function toDevice(row: Selectable<Tables['devices']>, persons: readonly string[]): Device {
  return {
    id: row.id,
    name: row.name,
    publicKey: new Uint8Array(row.public_key),
    persons,
    enrolledAt: row.enrolled_at.getTime(),
    revokedAt: row.revoked_at?.getTime() ?? null,
    ticket: toHex(row.ticket),
    ticketBefore: row.ticket_before === null ? null : toHex(row.ticket_before),
    cloneSuspectedAt: row.clone_suspected_at?.getTime() ?? null,
    lastContact: row.last_contact?.getTime() ?? null,
    declaredWaiting: row.declared_waiting,
    grantsVersion: row.grants_version,
    incarnation: row.incarnation,
    newLifeAt: row.new_life_at?.getTime() ?? null,
    certificate: row.certificate === null ? null : toHex(row.certificate),
    renewAt: row.renew_at?.getTime() ?? null,
  };
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
