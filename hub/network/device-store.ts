/** Devices on PostgreSQL, and who works on each. */
import type { Selectable, Transaction } from 'kysely';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import type { Device, NetworkRecords } from '../sync/hub-store.ts';

export function createDeviceStore(
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
