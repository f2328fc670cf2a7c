import { IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { shownName } from '../../../shared/domain/training/roster.ts';
import { useSaveAttachment } from '../../data/attachments/use-save-attachment.ts';
import { CompetencyName } from '../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../data/competencies/use-competencies.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { PrintActs } from './codes/print-acts.tsx';
import { textOfCourse } from './course-title.ts';
import { SaveCalendar } from './lists/save-calendar.tsx';
import { sessionsLeaving } from './lists/session-calendar.ts';
import { PersonName, VisibleName } from './person-name.tsx';
import css from './training.module.css';
import type { OpenSession } from './use-session.ts';
import { useWithdrawal } from './use-withdrawal.ts';

/** Beside the roster: what the course teaches, who was taken off, and the files that the roster came from. */
export function SessionPane({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const files = useQuery(catalogueQuery({ type: 'attachment', parent: open.session.id })).data ?? [];
  const nameOf = useCompetencyNames();
  const competencies = open.course?.competencies ?? [];
  const isEmpty = competencies.length + files.length + open.withdrawn.length === 0;
  return (
    <div className={css.paneBody}>
      {isEmpty && <p className={css.quiet}>{t('session.nothingMore')}</p>}
      {competencies.length > 0 && (
        <section>
          <SectionHead title={t('course.competencies')} count={competencies.length} />
          <Panel>
            {competencies.map((competency) => (
              <ListRow key={competency} title={<CompetencyName words={competency} name={nameOf(competency)} />} />
            ))}
          </Panel>
        </section>
      )}
      <Withdrawn open={open} />
      {files.length > 0 && (
        <section>
          <SectionHead title={t('roster.files')} count={files.length} />
          <Panel>
            {files.map((file) => (
              <OriginalRow key={file.id} file={file} />
            ))}
          </Panel>
        </section>
      )}
      <OnPaperAndInCalendars open={open} />
    </div>
  );
}

function OnPaperAndInCalendars({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { session, course } = open;
  const { language } = useLocale();
  const title = (course && textOfCourse(course, 'title', language)) ?? { text: t('course.gone'), lang: language };
  const mayPrint = open.roster.length > 0 && may('create', 'attendance-mark', session.scope);
  return (
    <div className={css.acts}>
      {mayPrint && <PrintActs open={open} />}
      {session.start !== undefined && (
        <SaveCalendar
          label={t('calendar.save')}
          leaving={() => sessionsLeaving(session.reference ?? title.text, [{ session, title }])}
        />
      )}
    </div>
  );
}

function Withdrawn({ open: { withdrawn, session } }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { setStatus, saving } = useWithdrawal();
  const mayEdit = may('edit', 'enrolment', session.scope);
  if (withdrawn.length === 0) return null;
  return (
    <section>
      <SectionHead title={t('roster.withdrawn')} count={withdrawn.length} />
      <Panel>
        {withdrawn.map(({ person, enrolments }) => (
          <ListRow
            key={person.id}
            title={<PersonName person={person} />}
            sub={person.organisation !== '' && <VisibleName name={person.organisation} />}
            end={
              mayEdit && (
                <ActionButton
                  icon={IconArrowBackUp}
                  mirrorIcon
                  disabled={saving}
                  aria-label={`${t('roster.bringBack')}: ${shownName(person)}`}
                  onClick={() => void setStatus(enrolments, 'enrolled')}
                >
                  {t('roster.bringBack')}
                </ActionButton>
              )
            }
          />
        ))}
      </Panel>
    </section>
  );
}

function OriginalRow({ file: { id, values } }: { readonly file: CatalogueEntry }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const saveOriginal = useSaveAttachment();
  const name = String(values['name'] ?? '');
  return (
    <ListRow
      title={<VisibleName name={name} />}
      sub={format.bytes(Number(values['size'] ?? 0))}
      end={
        <ActionButton
          icon={IconDownload}
          aria-label={t('roster.saveFile', { name })}
          onClick={() => void saveOriginal(id)}
        >
          {t('roster.save')}
        </ActionButton>
      }
    />
  );
}
