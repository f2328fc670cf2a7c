import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { certificate, certificateRevocation } from '../../../../shared/domain/certificate/certificate.ts';
import {
  type StandingCertificate,
  standingCertificates,
} from '../../../../shared/domain/certificate/certificate-standing.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';

/** Every certificate that is known here and what it is worth; undefined while they are read, and as long as nobody wants them. */
export function useCertificates(wanted = true): readonly StandingCertificate[] | undefined {
  const certificates = useQuery({ ...catalogueQuery({ type: certificate.type }), enabled: wanted }).data;
  const revocations = useQuery({ ...catalogueQuery({ type: certificateRevocation.type }), enabled: wanted }).data;
  const today = pageToday();
  return useMemo(
    () => certificates && revocations && standingCertificates(certificates, revocations, today),
    [certificates, revocations, today],
  );
}
