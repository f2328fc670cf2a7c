import { useTranslation } from 'react-i18next';
import type { CertificateState } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { Tag, type TagTone } from '../../../ui/tag.tsx';

const tones: Readonly<Record<CertificateState, TagTone>> = {
  valid: 'ok',
  expired: 'due',
  replaced: 'quiet',
  revoked: 'bad',
};

/** What a certificate is worth, in a word. */
export function StateTag({ state }: { readonly state: CertificateState }) {
  const { t } = useTranslation('training');
  return <Tag tone={tones[state]}>{t(`certificate.state.${state}`)}</Tag>;
}
