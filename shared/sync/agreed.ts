/**
 * Whether content may go to a party that was never met ([FC1] to [FC3]): a person is shown who it is and what would go, and says yes
 * or no; the answer is kept in the journal. Invariant: before a yes nothing that anybody wrote goes to that party, whatever a
 * screen or a command asks for.
 */
import type { ScopeId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { DeviceCertificate } from '../protocol/device-certificate.ts';
import type { PartyAnswer } from './checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { checkpointFrame } from './journal-entry.ts';
import type { Party } from './party-api.ts';
import type { JournalFailure } from './ports.ts';

/** Another laptop that was met and waits for an answer. */
export interface AskedLaptop {
  readonly certificate: DeviceCertificate;
  readonly people: Party['people'];
  readonly common: readonly ScopeId[];
}

/** Whether content may go to a laptop with this key. */
export function isAgreed({ memory, ports }: EngineCore, publicKey: string): boolean {
  return ports.unasked === true || answerOf(memory.parties, publicKey)?.agreed === true;
}

/**
 * Whether the hub is one that nobody said yes to ([FC2]). One that this device has exchanged with was agreed to; that of the sample
 * network is on this machine.
 */
export function asksForHub({ memory, ports }: EngineCore): boolean {
  const { identity, lastContact, parties } = memory;
  if (identity === null || identity.sample || ports.unasked === true || lastContact !== null) return false;
  return answerOf(parties, identity.hub)?.agreed !== true;
}

export function answerOf(parties: readonly PartyAnswer[], party: string): PartyAnswer | undefined {
  return parties.find((one) => one.party === party);
}

/** Keeps an answer. */
export function answerParty(core: EngineCore, party: string, agreed: boolean): Promise<Result<null, JournalFailure>> {
  return core.queue.run(async () => {
    const at = core.ports.clock.now();
    const others = core.memory.parties.filter((one) => one.party !== party);
    const checkpoint = { at, parties: [...others, { party, agreed, at }] };
    const kept = await core.commit([checkpointFrame(checkpoint)], [{ kind: 'checkpoint', checkpoint }]);
    core.tell({ types: [], records: [], status: true });
    return kept;
  });
}
