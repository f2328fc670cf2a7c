import { uuidv7 } from '../../../../shared/base/ids.ts';
import { utcDay } from '../../../../shared/base/plain-date.ts';
import { certificateRevocation } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { createRecord } from '../../../../shared/domain/edit.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useCertificateKeys } from './use-certificate-keys.ts';
import { useRenewList } from './use-certificates.ts';

/** Takes a certificate back; the list of its key is signed anew where that key is this laptop's. */
export function useRevoke(): (one: StandingCertificate, reason: string) => Promise<boolean> {
  const { name: by } = useProfile();
  const { apply } = useApply();
  const renew = useRenewList();
  const own = useCertificateKeys()?.own;
  return async ({ id, scope, person, key, statusPlace }, reason) => {
    // By the calendar by which certificates are dated ([PO7]): none is taken back before the day of its issue.
    const day = utcDay(pageClock.now());
    const values = { person, certificate: id, certificateKey: key, statusPlace, day, reason, by };
    const saved = await apply(
      createRecord(certificateRevocation, { scope, id: uuidv7(pageClock, pageRandom) }, values),
    );
    if (!saved.ok) return false;
    if (own?.id === key && own.state === 'in-force') await renew(own);
    return true;
  };
}
