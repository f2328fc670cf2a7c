import { IconFileImport, IconPlayerStop } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterPlan, RowVerdict } from '../../../shared/domain/roster-import/plan-roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import css from './import.module.css';
import { verdictWord } from './import-words.ts';
import training from './training.module.css';
import type { ImportOutcome, RosterImporter } from './use-roster-import.ts';

function countWords(
  t: TFunction<'training'>,
  number: (value: number) => string,
  counts: Readonly<Record<RowVerdict, number>>,
): string[] {
  const verdicts = ['new', 'enrol', 'fill', 'same', 'repeated', 'refused'] as const;
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${verdictWord(t, verdict)} ${number(counts[verdict])}`);
}

interface ImportNewsProps {
  readonly outcome: ImportOutcome;
  onSession(): void;
}

/** What came of an import: all of it, or how far it went and what to do. */
export function ImportNews({ outcome: { counts, saved, total, ended }, onSession }: ImportNewsProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const isDone = ended === 'done';
  return (
    <Banner
      tone={isDone ? 'ok' : 'due'}
      isNews
      title={isDone ? t('import.done') : t('import.savedRows', { saved, count: total })}
      action={<ActionButton onClick={onSession}>{t('import.toSession')}</ActionButton>}
    >
      {isDone ? format.list(countWords(t, format.number, counts)) : t('import.goOn')}
    </Banner>
  );
}

interface ImportProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  onStop(): void;
}

/** How far a long piece of work is, and the way out of it. */
export function ImportProgress({ label, done, total, onStop }: ImportProgressProps) {
  const { t } = useTranslation('training');
  const id = useId();
  return (
    <div className={css.foot}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} className={css.progress} value={done} max={total} />
      <span className={training.quiet}>{t('import.ofRows', { done, count: total })}</span>
      <ActionButton className={css.go} icon={IconPlayerStop} onClick={onStop}>
        {t('import.stop')}
      </ActionButton>
    </div>
  );
}

interface ImportFootProps {
  readonly plan: RosterPlan;
  readonly importer: RosterImporter;
  onImport(): void;
}

/** What the rows add up to, and the one button; while it works, how far it is. */
export function ImportFoot({ plan: { counts }, importer: { progress, stop }, onImport }: ImportFootProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (progress !== null) return <ImportProgress label={t('import.saving')} {...progress} onStop={stop} />;
  const changing = counts.new + counts.enrol + counts.fill;
  return (
    <div className={css.foot}>
      <span>{format.list(countWords(t, format.number, counts))}</span>
      <span className={training.quiet}>{t('import.keeps')}</span>
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconFileImport}
        className={css.go}
        disabled={changing === 0}
        onClick={onImport}
      >
        {changing === 0 ? t('import.nothing') : t('import.go', { count: changing })}
      </ActionButton>
    </div>
  );
}
