/** What checkpoints tell a device to keep beside operations: small values of the store, each under its name. */
import { joinRevocations, type KeptRevocation, readRevocation } from '../protocol/revocation.ts';
import { type Checkpoint, rememberedMembers } from './checkpoint.ts';
import type { KnownBeside, Purge } from './known-beside.ts';
import { purgesAfter } from './purge-change.ts';
import { type Contradiction, contradictionsKept, type Witnessed } from './witness.ts';
import { type HubLog, isNewEvidence } from './witness-log.ts';

type Known = Pick<KnownBeside, 'witnessed' | 'contradictions' | 'revocations' | 'hubLog' | 'purges'>;

/** The words that are known, changed by one checkpoint after the other. */
export class AbsorbedWords {
  #witnessed: Witnessed;
  #contradictions: readonly Contradiction[];
  #revocations: readonly KeptRevocation[];
  #hubLog: HubLog;
  #purges: readonly Purge[];

  constructor({ witnessed, contradictions, revocations, hubLog, purges }: Known) {
    this.#witnessed = witnessed;
    this.#contradictions = contradictions;
    this.#revocations = revocations;
    this.#hubLog = hubLog;
    this.#purges = purges;
  }

  /** The purges as they stand; erasures are kept beside them, in one value of the store. */
  get purges(): readonly Purge[] {
    return this.#purges;
  }

  /** Adds what one checkpoint says; returns the values that are others now. */
  add(checkpoint: Checkpoint): Record<string, unknown> {
    this.#purges = purgesAfter(this.#purges, checkpoint);
    return {
      ...this.#addSigned(checkpoint),
      ...this.#addRevocations(checkpoint),
      ...this.#addHubLog(checkpoint),
      // A new life begins a new chain of batches.
      ...(checkpoint.incarnation === undefined ? {} : { lastBatch: null }),
      // The hub was heard: what was seen to be over before is another lease, also where a wrong clock counts it to the same end ([LE3]).
      ...(checkpoint.lastContact === undefined ? {} : { leaseOver: null }),
      ...rememberedOf(checkpoint),
    };
  }

  #addSigned({ signed = [], contradictions = [] }: Checkpoint): Record<string, unknown> {
    const said: Record<string, unknown> = {};
    if (signed.length > 0) {
      this.#witnessed = { ...this.#witnessed, ...Object.fromEntries(signed.map((place) => [place.scope, place])) };
      said['witnessed'] = this.#witnessed;
    }
    const fresh = contradictions.filter((one) => !this.#contradictions.some((known) => isSame(known, one)));
    if (fresh.length > 0) {
      this.#contradictions = [...this.#contradictions, ...fresh].slice(0, contradictionsKept);
      said['contradictions'] = this.#contradictions;
    }
    return said;
  }

  #addRevocations({ revocations = [] }: Checkpoint): Record<string, unknown> {
    const given = revocations.flatMap((statement) => readRevocation(statement) ?? []);
    const joined = joinRevocations(this.#revocations, given);
    if (joined === this.#revocations) return {};
    this.#revocations = joined;
    return { revocations: joined };
  }

  #addHubLog({ log, logEvidence = [] }: Checkpoint): Record<string, unknown> {
    const fresh = logEvidence.filter((one) => isNewEvidence(this.#hubLog.evidence, one));
    if (log === undefined && fresh.length === 0) return {};
    const evidence = [...this.#hubLog.evidence, ...fresh].slice(0, contradictionsKept);
    this.#hubLog = { seen: log ?? this.#hubLog.seen, evidence };
    return { hubLog: this.#hubLog };
  }
}

function rememberedOf(checkpoint: Checkpoint): Record<string, unknown> {
  const said = rememberedMembers.filter((name) => checkpoint[name] !== undefined);
  return Object.fromEntries(said.map((name) => [name, checkpoint[name]]));
}

function isSame(a: Contradiction, b: Contradiction): boolean {
  return a.seen.signature === b.seen.signature && a.given.signature === b.given.signature;
}
