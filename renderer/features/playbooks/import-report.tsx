import { IconFileImport } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag, type TagTone } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { ImportButton } from './import-button.tsx';
import type { ImportedDocument, ImportVerdict } from './import-files.ts';
import { ImportProposal } from './import-proposal.tsx';
import css from './import-report.module.css';
import { type DocumentPlace, type ImportReport, importReports } from './import-report-store.ts';
import { useImport } from './use-import.ts';
import { useReasonWords } from './use-reason-words.ts';

/** What came of each file, in words, until Waypost is closed. */
export function ImportReportScreen() {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const reports = useSyncExternalStore(importReports.subscribe, importReports.get);
  const importer = useImport();
  useScreenTitle(t('import.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/playbooks' }, { label: t('import.title') }]}>
        <ImportButton importer={importer} />
      </TopBar>
      <div className={css.page}>
        <ScreenHeading>{t('import.title')}</ScreenHeading>
        {reports.length === 0 && (
          <EmptyState
            icon={IconFileImport}
            title={t('import.none.title')}
            action={{ label: t('import.library'), onClick: () => void navigate({ to: '/playbooks' }) }}
          >
            {t('import.none.why')}
          </EmptyState>
        )}
        {reports.map((report) => (
          <OneReport key={report.id} report={report} />
        ))}
        {reports.length > 0 && (
          <div>
            <ActionButton onClick={() => void navigate({ to: '/playbooks' })}>{t('import.library')}</ActionButton>
          </div>
        )}
      </div>
    </>
  );
}

function OneReport({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const all = report.files.flatMap((file) => file.documents);
  const count = (verdict: ImportVerdict) => all.filter((document) => document.verdict === verdict).length;
  const summary = t('import.summary', {
    imported: count('imported'),
    warned: count('warned'),
    duplicate: count('duplicate'),
    refused: count('refused'),
  });
  const proposed = count('proposed');
  return (
    <section className={css.report}>
      <SectionHead title={format.dateTime(report.at)} meta={summary} />
      {report.state === 'running' && <Banner tone="info">{t('import.reading')}</Banner>}
      {report.state === 'stopped' && <Banner tone="due">{t('import.stopped')}</Banner>}
      {proposed > 0 && report.state !== 'running' && (
        <Banner tone="info">{t('import.toConfirm', { count: proposed })}</Banner>
      )}
      {report.state === 'failed' && <Banner tone="bad">{t('import.fault')}</Banner>}
      <Panel>
        {report.files.map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name; the list only grows
          <div key={at} className={css.file}>
            {file.documents.map((document, part) => (
              <DocumentReport
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                key={part}
                file={file.file}
                document={document}
                place={{ report: report.id, file: at, document: part }}
              />
            ))}
          </div>
        ))}
      </Panel>
    </section>
  );
}

const tones: Record<ImportVerdict, TagTone> = {
  imported: 'ok',
  warned: 'due',
  duplicate: 'quiet',
  refused: 'bad',
  proposed: 'due',
  dismissed: 'quiet',
};
/** Reasons in sight; the rest unfolds. */
const inSight = 3;

interface DocumentReportProps {
  readonly file: string;
  readonly document: ImportedDocument;
  readonly place: DocumentPlace;
}

function DocumentReport({ file, document, place }: DocumentReportProps) {
  const { t } = useTranslation('playbooks');
  const { verdict, reasons, playbook } = document;
  const why = useWhy(document);
  const shown = [...reasons].sort((a, b) => rank(a.severity) - rank(b.severity));
  return (
    <article className={css.document}>
      <div className={css.documentHead}>
        <Tag tone={tones[verdict]}>{t(`import.status.${verdict}`)}</Tag>
        <bdi dir="ltr" className={css.name}>
          <PlainText text={file} />
        </bdi>
        {document.title !== '' && (
          <b>
            <PlainText text={document.title} />
          </b>
        )}
        {playbook !== null && (
          <Link to="/playbooks/$playbookId" params={{ playbookId: playbook } as never} className={css.link ?? ''}>
            {t('import.open')}
          </Link>
        )}
      </div>
      {why !== null && <p>{why}</p>}
      <Reasons reasons={shown.slice(0, inSight)} />
      {shown.length > inSight && (
        <details>
          <summary>{t('import.more', { count: shown.length - inSight })}</summary>
          <Reasons reasons={shown.slice(inSight)} />
        </details>
      )}
      {document.proposal && <ImportProposal document={document} proposal={document.proposal} place={place} />}
    </article>
  );
}

function rank(severity: 'refused' | 'warning' | 'note'): number {
  return { refused: 0, warning: 1, note: 2 }[severity];
}

function useWhy({ why, verdict }: ImportedDocument): string | null {
  const { t } = useTranslation('playbooks');
  const failureText = useFailureText();
  if (why === null) return verdict === 'imported' || verdict === 'warned' ? t('import.kept') : null;
  if (why === 'same') return t('import.duplicateWhy');
  if (why === 'other-edition') return t('import.newerWhy');
  if (why === 'identity-shared') return t('import.sharedWhy');
  if (why === 'too-large') return t('import.tooLarge');
  return t('import.notSaved', { reason: failureText(why) });
}

function Reasons({ reasons }: { readonly reasons: ImportedDocument['reasons'] }) {
  const words = useReasonWords();
  const { language } = useLocale();
  return (
    <ul className={css.reasons}>
      {reasons.map((reason, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same thing may be wrong twice in one place
        <li key={place} className={reason.severity === 'note' ? css.note : undefined}>
          <PlainText text={words(reason)} lang={language} />{' '}
          {(reason.path !== '' || reason.line !== null) && (
            <bdi dir="ltr" className={css.path}>
              <PlainText text={placeText(reason)} />
            </bdi>
          )}
        </li>
      ))}
    </ul>
  );
}

function placeText({ path, line, column }: ImportedDocument['reasons'][number]): string {
  if (line === null) return path;
  return path === '' ? `${line}:${column ?? 1}` : `${path} (${line}:${column ?? 1})`;
}
