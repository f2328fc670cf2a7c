import { useTranslation } from 'react-i18next';
import { saidOn, spokeFor } from '../../shared/domain/approvals.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import { Banner } from '../ui/banner.tsx';
import { useIdentity, useProfile } from './engine-context.tsx';
import './words.ts';

/**
 * Who spoke on this laptop already towards a decision, given everything that asks for or approves it, if that is somebody else than
 * whoever works here: their word would count for nothing here ([OD2]).
 */
export function useSpokenHere(): (words: readonly { readonly by: Profile }[]) => Profile | null {
  const { device } = useIdentity();
  const { person } = useProfile();
  return (words) => spokeFor(words.map(saidOn), device, person);
}

/** Says why whoever works here cannot approve on this laptop, and where they can. Nothing when nobody else spoke here. */
export function SpokenHere({ by }: { readonly by: Profile | null }) {
  const { t } = useTranslation('data');
  if (by === null) return null;
  return (
    <Banner tone="due" title={t('spokenHere.title', { name: by.name })}>
      {t('spokenHere.what')}
    </Banner>
  );
}
