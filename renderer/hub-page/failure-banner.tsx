import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';
import { failureText } from './failure-words.ts';
import { failureOfError } from './hub-api.ts';

/** Why the hub did not do what it was asked; nothing when it did, or was not asked. */
export function FailureBanner({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation('coordinator');
  if (error === null) return null;
  return (
    <Banner tone="bad" isNews>
      {failureText(t, failureOfError(error))}
    </Banner>
  );
}
