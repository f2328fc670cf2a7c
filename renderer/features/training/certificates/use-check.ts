import { useCallback } from 'react';
import { utf8 } from '../../../../shared/base/bytes.ts';
import type { BadgeVerdict } from '../../../../shared/domain/badge/badge-verdict.ts';
import { certificate, certificateRevocation, urnOf } from '../../../../shared/domain/certificate/certificate.ts';
import {
  certificateKey,
  certificateKeyAct,
  certificateList,
  type StandingKey,
  standingKeys,
} from '../../../../shared/domain/certificate/certificate-key.ts';
import {
  type StandingCertificate,
  standingCertificates,
} from '../../../../shared/domain/certificate/certificate-standing.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { openCertificateWork } from '../../../data/certificates/certificate-thread.ts';
import { useEngine } from '../../../data/engine-context.tsx';
import type { LiveEngine } from '../../../data/live-engine.ts';
import { pageClock, pageToday } from '../../../data/page-ports.ts';

/** What came of a check: of the file alone, and of what is known on this laptop. */
export interface Checked {
  readonly verdict: BadgeVerdict;
  /** Whose key signed it, as the records here say; null when no record here knows the key. */
  readonly key: StandingKey | null;
  /** The record of the certificate, when it is of a centre that this laptop has. */
  readonly own: StandingCertificate | null;
  /** Neither the file nor a record here speaks against it ([CT8]). */
  readonly isGood: boolean;
}

/** Checks a file from its bytes and from what is here; `given` is a status list that somebody brought along. */
export function useCheck(): (bytes: Uint8Array, given: Uint8Array | null) => Promise<Checked> {
  const engine = useEngine();
  return useCallback(
    async (bytes, given) => {
      const work = await openCertificateWork();
      const about = await work.about(bytes);
      const status = given ?? (about?.list == null ? null : await latestList(engine, about.list));
      const verdict = await work.check(bytes, { now: pageClock.now(), status });
      if (about === null) return { verdict, key: null, own: null, isGood: false };
      const key = (await allKeys(engine)).filter(({ issuer }) => `did:key:${issuer.key}` === about.issuer);
      const own = await ownRecord(engine, about.id);
      const isGood = verdict.valid && own?.state !== 'revoked' && own?.state !== 'replaced';
      return { verdict, key: key.find(({ state }) => state === 'in-force') ?? key.at(-1) ?? null, own, isGood };
    },
    [engine],
  );
}

async function allKeys(engine: LiveEngine): Promise<StandingKey[]> {
  const [keys, acts] = await Promise.all([certificateKey, certificateKeyAct].map(({ type }) => engine.list({ type })));
  return standingKeys(keys ?? [], acts ?? []);
}

async function ownRecord(engine: LiveEngine, id: string): Promise<StandingCertificate | null> {
  const [known, revoked] = await Promise.all(
    [certificate, certificateRevocation].map(({ type }) => engine.list({ type })),
  );
  return standingCertificates(known ?? [], revoked ?? [], pageToday()).find((one) => urnOf(one.id) === id) ?? null;
}

/** The bytes of the latest list of this name that is here, or null. */
async function latestList(engine: LiveEngine, list: string): Promise<Uint8Array | null> {
  const entries = await engine.list({ type: certificateList.type });
  const named = entries.filter(({ values }) => urnOf(String(values['certificateKey'])) === list);
  const [latest] = named.sort((a, b) => Number(b.values['at'] ?? 0) - Number(a.values['at'] ?? 0));
  const [state] = latest === undefined ? [] : await engine.open([latest.id]);
  const value = state === undefined ? undefined : viewOf(certificateList, state).list;
  return value === undefined ? null : utf8(JSON.stringify(value));
}
