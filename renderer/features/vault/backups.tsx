import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { recordKeys } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './vault.module.css';

/** The backup of this profile: when the last one was made, and making one. */
export function Backups() {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const client = useQueryClient();
  const { format } = useLocale();
  const failureText = useFailureText();
  const [last, setLast] = useState<number | null | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const [size, setSize] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = useCallback(async () => {
    const answer = await desktop.call('backup:last', {});
    if (answer.ok) setLast(answer.value.at);
  }, [desktop]);
  useEffect(() => void look(), [look]);
  const make = async () => {
    setBusy(true);
    setProblem(null);
    setSize(null);
    const answer = await desktop.call('backup:save', {}).finally(() => setBusy(false));
    if (!answer.ok) setProblem(failureText(answer.failure));
    else if (answer.value.saved) setSize(answer.value.bytes);
    await look();
    // The board of home counts it anew.
    await client.invalidateQueries({ queryKey: [...recordKeys.counted, 'vault.backup'] });
  };
  return (
    <section className={css.section} aria-labelledby="backup-title">
      <h2 id="backup-title">{t('backup.title')}</h2>
      <p className={css.lead}>{t('backup.lead')}</p>
      {last !== undefined && (
        <p>{last === null ? t('backup.never') : t('backup.last', { when: format.dateTime(last) })}</p>
      )}
      {size !== null && (
        <Banner tone="ok" isNews>
          {t('backup.done', { size: format.bytes(size) })}
        </Banner>
      )}
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton size="medium" disabled={isBusy} onClick={() => void make()}>
          {isBusy ? t('backup.busy') : t('backup.act')}
        </ActionButton>
      </div>
    </section>
  );
}
