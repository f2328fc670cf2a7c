/**
 * Whether content may go to a party that was never met ([FC1] to [FC3]): a person is shown who it is and what would go, and says yes
 * or no; the answer is kept in the journal. Invariant: before a yes nothing that anybody wrote goes to that party, whatever a
 * screen or a command asks for.
 */
import type { ScopeId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { DeviceCertificate } from '../protocol/device-certificate.ts';
import { keyOfHubWords } from '../protocol/party-words.ts';
import type { PartyAnswer } from './checkpoint.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import type { AgreedParty, Party } from './party-api.ts';
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
 * Whether the hub is one that nobody said yes to, or whose yes was taken back ([FC2], [FC5]). One that this device has exchanged
 * with, and that nobody answered about, was agreed to; that of the sample network is on this machine.
 */
export function asksForHub({ memory, ports }: EngineCore): boolean {
  const { identity, lastContact, parties } = memory;
  if (identity === null || identity.sample || ports.unasked === true) return false;
  const said = answerOf(parties, identity.hub);
  return said === undefined ? lastContact === null : !said.agreed;
}

/** Whom content goes to because somebody said yes, and when they did ([FC5]): the hub, then laptops, the latest yes first. */
export function agreedParties(core: EngineCore): AgreedParty[] {
  const { identity, parties } = core.memory;
  if (identity === null) return [];
  const { hub: party, networkName: name, hubKeys = [] } = identity;
  const at = answerOf(parties, party)?.at ?? null;
  const hub: AgreedParty = { kind: 'hub', party, key: keyOfHubWords(hubKeys), name, at };
  const laptops = parties
    .filter((one) => one.agreed && one.party !== party)
    .map((one): AgreedParty => ({ kind: 'laptop', party: one.party, key: one.party, name: '', at: one.at }));
  return [...(identity.sample || asksForHub(core) ? [] : [hub]), ...laptops.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))];
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
    const kept = await commitCheckpoint(core, checkpoint);
    core.tell({ types: [], records: [], status: true });
    return kept;
  });
}
