/**
 * How long this device may work without a word from its hub, until when other laptops take its word ([LE1]), and whether that time is
 * over, so that what is here is not shown ([LE2]). Nothing is ever removed because a hub was not heard. Invariant: a lease that was
 * seen to be over stays so whatever the clock says later, until the hub is heard ([LE3]).
 */
import { fromHex } from '../base/bytes.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { leaseEndOf, readDeviceCertificate } from '../protocol/device-certificate.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import { type EngineCore, timeHere } from './engine-core.ts';

const day = 86_400_000;
/** A clock that says so much more than the end is wrong: nobody leaves a laptop for that long and then goes on with it ([LE5]). */
export const leaseDoubt = 365 * day;

export interface Lease {
  /** The last word of the hub: an exchange, or the certificate itself. Milliseconds since 1970, as everything here. */
  readonly heardAt: number;
  /** So many days after it. */
  readonly endsAt: number;
  /** Until when the certificate counts for other laptops ([DC5]). */
  readonly certificateEndsAt: number;
  /** It ended, by this clock now or by what was seen before. */
  readonly isOver: boolean;
}

interface Terms {
  readonly issuedAt: number;
  readonly notAfter: number;
  readonly leaseDays: number;
}

/** Read once: every list asks. */
const known = new WeakMap<DeviceIdentity, Terms | null>();

function termsOf(identity: DeviceIdentity): Terms | null {
  const before = known.get(identity);
  if (before !== undefined) return before;
  const read = identity.certificate === undefined ? null : readDeviceCertificate(fromHex(identity.certificate));
  const terms = read?.ok ? read.value.certificate : null;
  known.set(identity, terms);
  return terms;
}

/** The lease that the certificate says, counted from the hub's last word; null without a certificate that can be read. */
export function leaseOf(core: Pick<EngineCore, 'memory' | 'ports'>): Lease | null {
  const { identity, lastContact, leaseOver } = core.memory;
  const terms = identity === null ? null : termsOf(identity);
  if (terms === null) return null;
  // A clock that was turned back makes no lease longer than the certificate's own day says.
  const { heardAt, endsAt } = leaseEndOf(terms, lastContact);
  const isOver = leaseOver === endsAt || timeHere(core) >= endsAt;
  return { heardAt, endsAt, certificateEndsAt: terms.notAfter, isOver };
}

/** Keeps in the journal that this lease was seen to be over; not by a clock that cannot be right ([LE5]). */
export async function noteLeaseOver(core: EngineCore): Promise<void> {
  if (overUnnoted(core) === null) return;
  await core.queue.run(async () => {
    const leaseOver = overUnnoted(core);
    if (leaseOver === null) return;
    const { lastContact } = core.memory;
    // With the contact that it counts from: one that brought nothing is in no journal, and a rebuild would count from another ([SY12]).
    const heard = lastContact === null ? {} : { lastContact };
    const checkpoint = { at: core.ports.clock.now(), leaseOver, ...heard };
    await commitCheckpoint(core, checkpoint);
  });
}

/** The end of a lease that is over and not known to be; null when there is nothing to note. */
function overUnnoted(core: EngineCore): number | null {
  const lease = leaseOf(core);
  if (!lease?.isOver || core.memory.leaseOver === lease.endsAt) return null;
  return core.ports.clock.now() < lease.endsAt + leaseDoubt ? lease.endsAt : null;
}
