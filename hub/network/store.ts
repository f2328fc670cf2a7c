/** Who there is, on PostgreSQL: the hub, people and scopes here, grants, devices and codes beside. */
import type { ExpressionBuilder, Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { createCodeStore } from '../enrol/code-store.ts';
import type { HubSigningKey, NetworkRecords } from '../sync/hub-store.ts';
import { createDeviceStore } from './device-store.ts';
import { createRoleStore } from './role-store.ts';

export function createNetworkStore(db: Transaction<Tables>): NetworkRecords {
  return {
    ...hubStore(db),
    ...peopleStore(db),
    ...createRoleStore(db),
    ...createDeviceStore(db),
    ...createCodeStore(db),
  };
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
