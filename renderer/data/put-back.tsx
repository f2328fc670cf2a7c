import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../i18n/failure-text.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAbout, useDataSession } from './data-context.tsx';
import './words.ts';

/** Puts a laptop's backup back, from the screens of a laptop on which nobody works yet; the host then opens it. A browser has none. */
export function PutBack() {
  const { t } = useTranslation('data');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (useAbout()?.host !== 'electron') return null;
  const putBack = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await desktop.call('backup:put-back', {}).finally(() => setBusy(false));
    if (!answer.ok) setProblem(failureText(answer.failure));
  };
  return (
    <>
      <ActionButton kind="quiet" size="medium" icon={IconRestore} disabled={isBusy} onClick={() => void putBack()}>
        {isBusy ? t('backup.busy') : t('backup.putBack')}
      </ActionButton>
      <Problem text={problem} />
    </>
  );
}
