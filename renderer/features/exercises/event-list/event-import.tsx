import { IconFileImport } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { inject } from '../../../../shared/domain/conduct/inject.ts';
import { findsWords } from '../../../../shared/domain/event-list-import/event-columns.ts';
import { injectLimit } from '../../../../shared/domain/event-list-import/plan-event-list.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import css from '../exercises.module.css';
import { PartTopBar, usePartOfExercise } from '../part-top-bar.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportRows } from './import-rows.tsx';
import { useEventFile } from './use-event-file.ts';
import { useEventImport } from './use-event-import.ts';

/** Takes an event list from a file: how it was read, what becomes of each row, then all of it at once ([EX14]). */
export function EventImport() {
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const part = usePartOfExercise(inject, undefined);
  if (part === undefined) return null;
  return 'notHere' in part ? part.notHere : <OpenImport key={exerciseId} open={part.open} />;
}

function OpenImport({ open }: { readonly open: OpenExercise }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const events = useEventFile(open, open.exercise.language ?? language);
  const importer = useEventImport(open);
  const { file, read, problem, choices } = events;
  const back = () => void navigate({ to: `/exercises/${open.exercise.id}` as never, replace: true });
  useScreenTitle(t('import.title'), t('rail.label'));
  const run = async () => {
    if (file !== null && read !== null && (await importer.run(file, read.plan, choices.language))) back();
  };
  return (
    <>
      <PartTopBar open={open} label={t('import.title')} />
      <PageBody close>
        <div className={css.importHead}>
          <ScreenHeading>{t('import.title')}</ScreenHeading>
          {file !== null && (
            <>
              <bdi className={css.quiet}>{file.name}</bdi>
              <ActionButton onClick={() => void events.pick()}>{t('import.other')}</ActionButton>
            </>
          )}
        </div>
        {problem !== null && <Banner tone="bad">{problem}</Banner>}
        {file === null && (
          <EmptyState
            icon={IconFileImport}
            title={t('import.none')}
            action={{ label: t('import.pick'), onClick: () => void events.pick() }}
          >
            {t('import.noneWhy')}
          </EmptyState>
        )}
        {file !== null && read !== null && (
          <>
            <ImportColumns file={file} read={read} choices={choices} onChange={events.change} />
            {!findsWords(read.mapping) && <Banner tone="due">{t('import.noWords')}</Banner>}
            {findsWords(read.mapping) && <ImportRows read={read} />}
            {findsWords(read.mapping) && <Foot counts={read.plan.counts} saving={importer.saving} onImport={run} />}
          </>
        )}
      </PageBody>
    </>
  );
}

interface FootProps {
  readonly counts: Readonly<Record<'new' | 'same' | 'refused', number>>;
  readonly saving: boolean;
  onImport(): Promise<void>;
}

/** What the rows add up to, and the one button. */
function Foot({ counts, saving, onImport }: FootProps) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  const verdicts = (['new', 'same', 'refused'] as const).filter((verdict) => counts[verdict] > 0);
  const isTooMany = counts.new > injectLimit;
  return (
    <div className={css.foot}>
      <span>
        {format.list(verdicts.map((verdict) => `${t(`verdict.${verdict}`)} ${format.number(counts[verdict])}`))}
      </span>
      <span className={css.quiet}>{isTooMany ? t('import.tooMany', { count: injectLimit }) : t('import.whole')}</span>
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconFileImport}
        className={css.go}
        disabled={counts.new === 0 || isTooMany || saving}
        onClick={() => void onImport()}
      >
        {counts.new === 0 ? t('import.nothing') : t('import.go', { count: counts.new })}
      </ActionButton>
    </div>
  );
}
