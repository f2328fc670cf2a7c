import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import { certificate, certificateRevocation } from '../../../../shared/domain/certificate/certificate.ts';
import { certificateList, type StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import { setPlaces } from '../../../../shared/domain/certificate/compose-list.ts';
import { openCertificateWork } from '../../../data/certificates/certificate-thread.ts';
import { useDesktop, useEngine } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useApply } from '../../../data/use-apply.ts';
import { draftList } from './make-certificates.ts';

/** Signs the status list of this laptop's key with what is known here, and saves it ([CT7]). */
export function useRenewList(): (key: StandingKey) => Promise<boolean> {
  const engine = useEngine();
  const desktop = useDesktop();
  const { apply } = useApply();
  return async (key) => {
    const [certificates, revocations] = await Promise.all([
      engine.list({ type: certificate.type }),
      engine.list({ type: certificateRevocation.type }),
    ]);
    const drafts = await draftList(
      { desktop, work: await openCertificateWork() },
      {
        id: uuidv7(pageClock, pageRandom),
        scope: key.scope,
        key: key.id,
        multikey: key.issuer.key,
        places: setPlaces(key.id, certificates, revocations),
        at: pageClock.now(),
      },
    );
    return (await apply(drafts)).ok;
  };
}

/** The latest list of each key, by the key's record: when it was signed, and its record. */
export function useLists(): ReadonlyMap<string, { readonly at: number; readonly id: string }> | undefined {
  const lists = useQuery(catalogueQuery({ type: certificateList.type })).data;
  return useMemo(() => {
    if (lists === undefined) return undefined;
    const latest = new Map<string, { at: number; id: string }>();
    for (const { id, values } of lists) {
      const [key, at] = [String(values['certificateKey'] ?? ''), Number(values['at'] ?? 0)];
      if (at > (latest.get(key)?.at ?? 0)) latest.set(key, { at, id });
    }
    return latest;
  }, [lists]);
}
