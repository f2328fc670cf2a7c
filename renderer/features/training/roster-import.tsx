import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namesSomebody } from '../../../shared/domain/roster-import/column-mapping.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { textOfCourse } from './course-title.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportFoot, ImportNews, ImportProgress } from './import-foot.tsx';
import { ImportRows } from './import-rows.tsx';
import { SessionGate } from './session-gate.tsx';
import training from './training.module.css';
import { type RosterFile, type RosterFileActions, useRosterFile } from './use-roster-file.ts';
import { type RosterImporter, useRosterImport } from './use-roster-import.ts';
import type { OpenSession } from './use-session.ts';

/** A roster from a table: every row is judged before anything is saved, and nobody is taken off. */
export function RosterImport() {
  return <SessionGate asks={['create', 'enrolment']}>{(open) => <OpenImport open={open} />}</SessionGate>;
}

function OpenImport({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const importer = useRosterImport(open);
  const roster = useRosterFile(open, importer.progress !== null);
  const { file, problem } = roster;
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const title = open.course ? textOfCourse(open.course, 'title', language) : null;
  const path = `/training/sessions/${open.session.id}`;
  useScreenTitle(t('import.title'), title?.text);
  const again = () => {
    importer.forget();
    setAccepted(new Set());
    void roster.pick();
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: title?.text ?? t('course.gone'), lang: title?.lang, path },
          { label: t('import.title') },
        ]}
      />
      <PageBody>
        <ListHead
          title={t('import.title')}
          end={file !== null && <ActionButton onClick={again}>{t('import.other')}</ActionButton>}
        >
          {file !== null && <bdi className={training.quiet}>{file.name}</bdi>}
        </ListHead>
        {problem !== null && <Banner tone="bad">{problem}</Banner>}
        {importer.outcome !== null && (
          <ImportNews outcome={importer.outcome} onSession={() => void navigate({ to: path })} />
        )}
        {file === null && (
          <EmptyState
            icon={IconFileImport}
            title={t('import.none')}
            action={{ label: t('import.pick'), onClick: () => void roster.pick() }}
          >
            {t('import.noneWhy')}
          </EmptyState>
        )}
        {file !== null && (
          <OpenFile file={file} roster={roster} importer={importer} accepted={accepted} onAccepted={setAccepted} />
        )}
      </PageBody>
    </>
  );
}

interface OpenFileProps {
  readonly file: RosterFile;
  readonly roster: RosterFileActions;
  readonly importer: RosterImporter;
  /** Lines that somebody says are the person suggested. */
  readonly accepted: ReadonlySet<number>;
  onAccepted(lines: ReadonlySet<number>): void;
}

/** A file that can be read: its columns, then its rows as they are judged. */
function OpenFile({ file, roster, importer, accepted, onAccepted }: OpenFileProps) {
  const { t } = useTranslation('training');
  const { plan, judging } = roster;
  return (
    <>
      <ImportColumns file={file} onChoose={roster.choose} />
      {file.rows.length === 0 && <Banner tone="bad">{t('import.noRows', { name: file.name })}</Banner>}
      {!namesSomebody(file.mapping) && <Banner tone="due">{t('import.noName')}</Banner>}
      {judging !== null && (
        <ImportProgress label={t('import.judging')} done={judging} total={file.rows.length} onStop={roster.forget} />
      )}
      {plan !== null && file.rows.length > 0 && (
        <>
          <ImportRows plan={plan} accepted={accepted} onAccepted={onAccepted} />
          <ImportFoot plan={plan} importer={importer} onImport={() => void importer.run(file, plan, accepted)} />
        </>
      )}
    </>
  );
}
