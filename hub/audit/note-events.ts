/**
 * Whatever is written is in the log: both stores hand their transactions out through this, so that no decision can forget to
 * say what it did, and what it says is in the transaction that does it ([AL1]).
 */
import { randomBytes } from 'node:crypto';
import { toHex } from '../../shared/base/bytes.ts';
import { type DeviceId, type PersonId, type ScopeId, uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { speakerOf } from '../../shared/domain/access/access-request.ts';
import type { LogClass } from '../../shared/domain/log-class.ts';
import { logEntry, saltSize } from '../../shared/protocol/log/log-entry.ts';
import { revocationOf } from '../../shared/protocol/revocation.ts';
import { toWords } from '../access/settle-access.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import type { GrantProposal } from '../grants/grant-records.ts';
import { fingerprintOf } from '../passkeys/fingerprint.ts';
import type { Passkey } from '../passkeys/passkey-records.ts';
import type { ProviderLink } from '../provider/link-records.ts';
import type { HubTransaction, LogEntry } from '../sync/hub-store.ts';
import type { EventNotes, NewLogEntry } from './audit-records.ts';

/** A transaction that only writes what it is told. */
export type BareTransaction = Omit<HubTransaction, keyof EventNotes>;

export interface EventPorts {
  readonly clock: Clock;
  readonly random: Random;
}

/** This machine's clock and randomness: for hubs, and for tests that look at neither. */
export const systemEvents: EventPorts = {
  clock: { now: () => Date.now() },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
};

/** What is written of an enrolment; it is written last, when all of it is known. */
interface Enrolled {
  readonly device: DeviceId;
  readonly publicKey: string;
  readonly persons: readonly PersonId[];
  readonly request?: string;
  readonly by?: PersonId | null;
}

interface NotedTransaction {
  readonly tx: HubTransaction;
  /** Forgets what was noted: another attempt, or another transaction, begins. */
  begin(): void;
  /** Writes what was noted. */
  write(): Promise<void>;
}

/** Notes what a transaction does. */
export function noteEvents(bare: BareTransaction, ports: EventPorts): NotedTransaction {
  let by: string | null = null;
  const entries: NewLogEntry[] = [];
  const ends = new Map<ScopeId, { readonly from: number; readonly last: LogEntry }>();
  const enrolled = new Map<DeviceId, Enrolled>();
  const note = (kind: LogClass, statement: object, about: readonly string[]) => {
    const id = uuidv7(ports.clock, ports.random);
    const said = { ...statement, at: ports.clock.now() };
    entries.push({ id, about, ...logEntry(kind, said, ports.random.bytes(saltSize)) });
  };
  const noteWayIn = async ({ account, id }: Passkey, what: 'added' | 'removed') => {
    const person = (await bare.account(account))?.person;
    if (person !== undefined) note('way-in', { person, [what]: 'passkey', key: fingerprintOf(id) }, [person]);
  };
  const noteLink = async ({ account, id }: ProviderLink, what: 'asked' | 'added' | 'removed') => {
    const person = (await bare.account(account))?.person;
    if (person !== undefined) note('way-in', { person, [what]: 'link', link: id, by }, [person]);
  };
  const tx: HubTransaction = {
    ...bare,
    actAs(person) {
      by = person;
    },
    noteEvent: (kind, statement, about) => note(kind, { ...statement, by }, about),
    async append(scope, added) {
      await bare.append(scope, added);
      const [first, last] = [added[0], added.at(-1)];
      if (first !== undefined && last !== undefined) {
        ends.set(scope, { from: ends.get(scope)?.from ?? first.seq, last });
      }
    },
    async saveDecisions(decisions) {
      await bare.saveDecisions(decisions);
      for (const [scope, outcome, who, operations] of grouped(decisions)) {
        note('decision', { scope, outcome, operations, by: who }, [scope, who]);
      }
    },
    async setRoles(person, scope, roles, given) {
      const held =
        (await bare.grants([person])).find((grant) => grant.scope === scope && grant.until === undefined)?.roles ?? [];
      await bare.setRoles(person, scope, roles, { at: ports.clock.now(), by, ...given });
      const said = [...new Set(roles)].sort();
      if (said.join() !== [...held].sort().join()) note('grant', { person, scope, roles: said, by }, [person, scope]);
    },
    ...notingProposals(bare, (does, { id, person, scope, roles, needed }) =>
      note('grant', { does, proposal: id, person, scope, roles, needed, by }, [person, scope]),
    ),
    ...notingAccess(bare, (statement, about) => note('access', statement, about)),
    async addDevice(device) {
      await bare.addDevice(device);
      const { id, persons, publicKey } = device;
      enrolled.set(id, { device: id, publicKey: toHex(publicKey), persons });
    },
    async noteAnswered(answered) {
      await bare.noteAnswered(answered);
      const made = enrolled.get(answered.device);
      // No code was used: the entry says which request it was, and who answered it.
      if (made !== undefined) enrolled.set(made.device, { ...made, request: answered.hash, by: answered.by });
    },
    async saveDevice(device) {
      const isNews = device.revokedAt !== null && (await bare.device(device.id))?.revokedAt === null;
      await bare.saveDevice(device);
      if (!isNews) return;
      // A hub that was restored takes back what it said itself ([RV6]): then not who acts revoked, nor now.
      const said = revocationOf(await bare.revocationsOf(device.id), device.id);
      const who = said === null ? { by } : { by: said.by, revokedAt: said.at };
      note('revocation', { device: device.id, ...who }, device.persons);
    },
    async addRevocations(revocations) {
      const added = await bare.addRevocations(revocations);
      // Of a device that was revoked before, nothing else is written: to ask it for a wipe is an event of its own ([WP4]).
      for (const { device, by: asker, at, wipe } of added) {
        const persons = (await bare.device(device))?.persons ?? [];
        if (wipe === true) note('revocation', { device, does: 'wipe', by: asker, revokedAt: at }, persons);
      }
      return added;
    },
    async addSession(session) {
      await bare.addSession(session);
      const person = (await bare.account(session.account))?.person;
      if (person !== undefined) note('sign-in', { person, way: session.way }, [person]);
    },
    async addPasskey(passkey) {
      await bare.addPasskey(passkey);
      await noteWayIn(passkey, 'added');
    },
    async removePasskey(passkey) {
      await bare.removePasskey(passkey);
      await noteWayIn(passkey, 'removed');
    },
    async addLink(link) {
      await bare.addLink(link);
      await noteLink(link, link.confirmedAt === null ? 'asked' : 'added');
    },
    async saveLink(link) {
      const before = await bare.lockLink(link.id);
      await bare.saveLink(link);
      if (before?.confirmedAt === null && link.confirmedAt !== null) await noteLink(link, 'added');
    },
    async removeLink(link) {
      await bare.removeLink(link);
      await noteLink(link, 'removed');
    },
    async setPasskeyRule(centre, isNeeded) {
      await bare.setPasskeyRule(centre, isNeeded);
      note('way-in', { centre, passkeyNeeded: isNeeded, by }, []);
    },
    async addHubKey(key) {
      await bare.addHubKey(key);
      note('key', { publicKey: key.publicKey }, []);
    },
  };
  return {
    tx,
    begin() {
      by = null;
      entries.length = 0;
      ends.clear();
      enrolled.clear();
    },
    async write() {
      for (const made of enrolled.values()) note('enrolment', made, made.persons);
      for (const [scope, { from, last }] of ends) {
        note('order', { scope, from, to: last.seq, chain: last.chain }, [scope]);
      }
      if (entries.length > 0) await bare.addLogEntries([...entries]);
    },
  };
}

/** Roles that several give, with a word about each step of it; that they were given is said by the grant itself. */
function notingProposals(
  bare: BareTransaction,
  note: (does: 'propose' | 'sign' | 'withdraw', proposal: GrantProposal) => void,
): Pick<BareTransaction, 'addProposal' | 'addSignature' | 'settleProposal'> {
  return {
    async addProposal(proposal) {
      await bare.addProposal(proposal);
      note('propose', proposal);
    },
    async addSignature(signature) {
      const proposal = await bare.lockProposal(signature.proposal);
      const isNew = await bare.addSignature(signature);
      if (isNew && proposal !== null) note('sign', proposal);
      return isNew;
    },
    async settleProposal(proposal, as, at) {
      await bare.settleProposal(proposal, as, at);
      if (as === 'withdrawn') note('withdraw', proposal);
    },
  };
}

/** What one person decided in one scope in one way. */
function grouped(decisions: readonly Decision[]) {
  const groups = new Map<string, [ScopeId, string, string, string[]]>();
  for (const { operation, verdict, by } of decisions) {
    const key = `${operation.scope} ${verdict} ${by}`;
    const group = groups.get(key) ?? [operation.scope, verdict, by, []];
    group[3].push(operation.id);
    groups.set(key, group);
  }
  return groups.values();
}

/** Access for a while: what is asked, answered, given and ended. */
function notingAccess(
  bare: BareTransaction,
  note: (statement: object, about: readonly string[]) => void,
): Pick<HubTransaction, 'saveAccessWords' | 'giveAccess' | 'endAccess'> {
  return {
    async saveAccessWords(words) {
      await bare.saveAccessWords(words);
      for (const word of toWords(words)) {
        const { request } = word;
        const by = speakerOf(word).person;
        if ('asked' in word) {
          const { scope, kinds, until } = word.asked;
          note({ does: 'ask', request, scope, kinds, until, by }, [scope, by]);
        } else note({ does: word.answer.does, request, by }, [by]);
      }
    },
    async giveAccess(access) {
      const isNew = await bare.giveAccess(access);
      const { request, person, scope, kinds, until } = access;
      if (isNew) note({ does: 'give', request, person, scope, kinds, until }, [scope, person]);
      return isNew;
    },
    async endAccess(request, why) {
      const access = await bare.endAccess(request, why);
      if (access === null) return null;
      const { person, scope } = access;
      note({ does: why === 'expired' ? 'expire' : 'take', request, person, scope }, [scope, person]);
      return access;
    },
  };
}
