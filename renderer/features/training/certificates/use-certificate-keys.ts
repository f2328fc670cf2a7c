import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import type { Json } from '../../../../shared/base/json.ts';
import {
  certificateKey,
  certificateKeyAct,
  type Issuer,
  type KeyAct,
  type StandingKey,
  standingKeys,
} from '../../../../shared/domain/certificate/certificate-key.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { signOnHost } from '../../../data/certificates/host-signer.ts';
import { useDesktop, useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useSpokenHere } from '../../../data/spoken-here.tsx';
import { useApply } from '../../../data/use-apply.ts';
import { useCreateScope } from '../../../data/use-create-scope.ts';

export interface CertificateKeys {
  readonly keys: readonly StandingKey[];
  /** The key of this laptop, as Multikey; null where the host has none. */
  readonly multikey: string | null;
  /** This laptop's key for the centre of whoever works here: the one in force, or the last that was asked for. */
  readonly own: StandingKey | null;
}

/** Every key that is known here and what it is worth; undefined while they are read. */
export function useCertificateKeys(): CertificateKeys | undefined {
  const { centre } = useProfile();
  const keys = useQuery(catalogueQuery({ type: certificateKey.type })).data;
  const acts = useQuery(catalogueQuery({ type: certificateKeyAct.type })).data;
  const multikey = useMultikey();
  return useMemo(() => {
    if (keys === undefined || acts === undefined || multikey === undefined) return undefined;
    const standing = standingKeys(keys, acts);
    const mine = standing.filter(({ issuer }) => issuer.key === multikey && issuer.by.centre === centre);
    const own = mine.find(({ state }) => state === 'in-force') ?? mine.at(-1) ?? null;
    return { keys: standing, multikey, own };
  }, [keys, acts, multikey, centre]);
}

function useMultikey(): string | null | undefined {
  const desktop = useDesktop();
  return useQuery({
    queryKey: ['certificates', 'own-key'],
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
    queryFn: async () => {
      const signed = await signOnHost(desktop, []);
      return signed.ok ? signed.value.multikey : null;
    },
  }).data;
}

/** What whoever works here may say of keys, and saying it. */
export function useKeyActs() {
  const { person, name, centre, may } = useProfile();
  const { apply, saving } = useApply();
  const scope = useCreateScope(certificateKey.type);
  const spokenHere = useSpokenHere();
  const by = { person, name, centre };
  const id = () => uuidv7(pageClock, pageRandom);
  const mayAnswer = ({ issuer, scope: of }: StandingKey): boolean =>
    issuer.by.centre === centre && may('create', certificateKeyAct.type, of);
  const isForOther = (key: StandingKey) => mayAnswer(key) && key.state === 'waiting' && key.issuer.by.person !== person;
  const say = async (key: StandingKey, does: KeyAct['does'], note: string): Promise<boolean> => {
    const act = { does, digest: key.digest, note: note.trim(), by, at: pageClock.now() };
    const values = { certificateKey: key.id, act: act as unknown as Json };
    return (await apply(createRecord(certificateKeyAct, { scope: key.scope, id: id() }, values))).ok;
  };
  return {
    saving,
    mayAsk: scope !== null,
    async ask(multikey: string): Promise<boolean> {
      const issuer: Issuer = { key: multikey, by, at: pageClock.now() };
      if (scope === null) return false;
      return (await apply(createRecord(certificateKey, { scope, id: id() }, { issuer: issuer as unknown as Json }))).ok;
    },
    mayApprove: (key: StandingKey) => isForOther(key) && spokenHere([key.issuer]) === null,
    /** Who asked for it on this laptop, where that alone keeps them from approving it here. */
    spoken: (key: StandingKey) => (isForOther(key) ? spokenHere([key.issuer]) : null),
    mayEnd: (key: StandingKey) => mayAnswer(key) && key.state !== 'ended',
    approve: (key: StandingKey) => say(key, 'approve', ''),
    end: (key: StandingKey, reason: string) => say(key, 'end', reason),
  };
}
