import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { certificateKey, certificateKeyAct, standingKeys } from '../../../shared/domain/certificate/certificate-key.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** Whose signature a file carries, so far as its key is known here; nothing for a file without one ([EX26]). */
export function useSignerWords(key: string | undefined): string | undefined {
  const { t } = useTranslation('exchange');
  const keys = useQuery(catalogueQuery({ type: certificateKey.type })).data;
  const acts = useQuery(catalogueQuery({ type: certificateKeyAct.type })).data;
  if (key === undefined || keys === undefined || acts === undefined) return undefined;
  const known = standingKeys(keys, acts).filter(({ issuer }) => issuer.key === key);
  const inForce = known.find(({ state }) => state === 'in-force');
  if (inForce === undefined) return t('facts.signedUnknown', { key: `${key.slice(0, 16)}…` });
  const { name, centre } = inForce.issuer.by;
  return t('facts.signedBy', { name, centre });
}
