/** The network at a glance for a device whose people look after a scope: the coordinator's page, summed up by centre ([SY14]). */
import type { CoordinatedDevice } from '../../shared/coordinator/contract.ts';
import { healthOf } from '../../shared/coordinator/device-health.ts';
import type { Grant } from '../../shared/domain/policy/roles.ts';
import type { CentreGlance, NetworkGlance } from '../../shared/protocol/network-glance.ts';
import { erasuresFor } from '../erasure/tell-erasures.ts';
import { membersFor } from '../grants/tell-members.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { scopesFor } from './access.ts';
import { readOverview } from './read-network.ts';
import { heldFor } from './tell-held.ts';

const centresAtMost = 1_000;

/** Null for those who look after nothing: they learn nothing, whatever they asked for. `room` is for what is held, in characters, and half of it for who holds which role. */
export async function glanceFor(
  tx: HubTransaction,
  { clock, retireAfter }: Pick<ExchangePorts, 'clock' | 'retireAfter'>,
  grants: readonly Grant[],
  room: number,
): Promise<NetworkGlance | null> {
  const now = clock.now();
  const scopes = scopesFor(grants, 'see-network');
  if (scopes.length === 0) return null;
  const { devices } = await readOverview(tx, scopes, { now, retireAfter });
  const byCentre = new Map<string, CoordinatedDevice[]>();
  for (const device of devices) {
    // A device that was withdrawn is nobody's laptop any more, but for what is still held of it.
    if (device.revokedAt !== null && device.held === 0) continue;
    const centres = new Set(device.persons.map(({ centre }) => centre));
    const centre = centres.size === 1 ? ([...centres][0] as string) : '';
    byCentre.set(centre, [...(byCentre.get(centre) ?? []), device]);
  }
  const names = [...byCentre.keys()].sort().slice(0, centresAtMost);
  const centres = names.map((centre) => glanceAt(centre, byCentre.get(centre) ?? [], now));
  return {
    at: now,
    centres,
    ...(await heldFor(tx, grants, room)),
    ...(await erasuresFor(tx, scopes)),
    ...(await membersFor(tx, grants, devices, room / 2)),
  };
}

function glanceAt(centre: string, all: readonly CoordinatedDevice[], now: number): CentreGlance {
  // A retired one is welcome when it comes, and nobody waits for it ([DV4]).
  const devices = all.filter(({ retiredSince, held }) => retiredSince === null || held > 0);
  const retired = all.filter(({ retiredSince }) => retiredSince !== null).length;
  const healths = devices.map((device) => healthOf(device, now));
  const contacts = devices.map(({ lastContact }) => lastContact);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    centre,
    laptops: all.length,
    ...(retired === 0 ? {} : { retired }),
    needing: healths.filter(({ standing }) => standing === 'needs-you').length,
    quietest:
      contacts.includes(null) || contacts.length === 0
        ? null
        : Math.min(...contacts.flatMap((contact) => contact ?? [])),
    behind: sum(healths.map(({ behind }) => behind)),
    waiting: sum(devices.map(({ declaredWaiting }) => declaredWaiting)),
    held: sum(devices.map(({ held }) => held)),
  };
}
