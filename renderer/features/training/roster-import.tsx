import { IconFileImport } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsOfPlan } from '../../../shared/domain/roster-import/drafts-of-plan.ts';
import type { RowVerdict } from '../../../shared/domain/roster-import/plan-roster.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageRandom } from '../../data/page-ports.ts';
import { useApply } from '../../data/use-apply.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { textOfCourse } from './course-title.ts';
import css from './import.module.css';
import { ImportColumns } from './import-columns.tsx';
import { ImportRows } from './import-rows.tsx';
import { verdictWord } from './import-words.ts';
import { NotHere } from './not-here.tsx';
import training from './training.module.css';
import { type RosterFile, useRosterFile } from './use-roster-file.ts';
import { type OpenSession, useSession } from './use-session.ts';

/** A roster from a table: every row is judged before anything is saved, and nobody is taken off. */
export function RosterImport() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const open = useSession(sessionId);
  if (open === undefined) return null;
  if (open === null) return <NotHere what={t('session.gone')} />;
  if (!may('create', 'enrolment', open.session.scope)) return <NotHere what={t('form.notAllowed')} />;
  return <OpenImport open={open} />;
}

function OpenImport({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { file, problem, pick, setEncoding, setMapping } = useRosterFile(open);
  const [accepted, setAccepted] = useState<ReadonlySet<number>>(new Set());
  const importer = useImport(open);
  const title = open.course ? textOfCourse(open.course, 'title', language) : null;
  const path = `/training/sessions/${open.session.id}`;
  useScreenTitle(t('import.title'), title?.text);
  const again = () => {
    importer.forget();
    setAccepted(new Set());
    void pick();
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
      <div className={training.body}>
        <div className={training.head}>
          <ScreenHeading>{t('import.title')}</ScreenHeading>
          {file !== null && (
            <>
              <bdi className={training.quiet}>{file.name}</bdi>
              <ActionButton onClick={again}>{t('import.other')}</ActionButton>
            </>
          )}
        </div>
        <ImportNews problem={problem} done={importer.done} onSession={() => void navigate({ to: path })} />
        {file === null && (
          <EmptyState
            icon={IconFileImport}
            title={t('import.none')}
            action={{ label: t('import.pick'), onClick: () => void pick() }}
          >
            {t('import.noneWhy')}
          </EmptyState>
        )}
        {file !== null && problem === null && (
          <>
            <ImportColumns file={file} onEncoding={setEncoding} onMapping={setMapping} />
            {file.plan === null ? (
              <Banner tone="due">{t('import.noName')}</Banner>
            ) : (
              <>
                <ImportRows plan={file.plan} accepted={accepted} onAccepted={setAccepted} />
                <ImportFoot file={file} saving={importer.saving} onImport={() => void importer.run(file, accepted)} />
              </>
            )}
          </>
        )}
      </div>
    </>
  );
}

interface ImportNewsProps {
  readonly problem: string | null;
  readonly done: string | null;
  onSession(): void;
}

function ImportNews({ problem, done, onSession }: ImportNewsProps) {
  const { t } = useTranslation('training');
  return (
    <>
      {problem !== null && <Banner tone="bad">{problem}</Banner>}
      {done !== null && (
        <Banner
          tone="ok"
          isNews
          title={t('import.done')}
          action={<ActionButton onClick={onSession}>{t('import.toSession')}</ActionButton>}
        >
          {done}
        </Banner>
      )}
    </>
  );
}

interface Importing {
  /** What the last import did, in words; null before one. */
  readonly done: string | null;
  readonly saving: boolean;
  run(file: RosterFile, accepted: ReadonlySet<number>): Promise<void>;
  forget(): void;
}

/** Saves a plan as one action: all of it or nothing. */
function useImport(open: OpenSession): Importing {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const engine = useEngine();
  const { apply, saving } = useApply();
  const [done, setDone] = useState<string | null>(null);
  const run = async ({ plan }: RosterFile, accepted: ReadonlySet<number>) => {
    if (plan === null) return;
    const touched = plan.rows.flatMap(({ person, maybe }) => person ?? maybe?.id ?? []);
    const states = new Map((await engine.open([...new Set(touched)])).map((state) => [state.id, state]));
    const { id: session, scope } = open.session;
    const enrolled = new Set(open.roster.map(({ person }) => person.id));
    const place = { scope, session, clock: pageClock, random: pageRandom, states, accepted, enrolled };
    const saved = await apply(draftsOfPlan(plan, place));
    if (!saved.ok) return;
    const words = countWords(t, format.number, plan.counts);
    setDone(format.list(words));
  };
  return { done, saving, run, forget: () => setDone(null) };
}

type Words = Parameters<typeof verdictWord>[0];

function countWords(
  t: Words,
  number: (value: number) => string,
  counts: Readonly<Record<RowVerdict, number>>,
): string[] {
  const verdicts = ['new', 'enrol', 'fill', 'same', 'repeated', 'refused'] as const;
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${verdictWord(t, verdict)} ${number(counts[verdict])}`);
}

interface ImportFootProps {
  readonly file: RosterFile;
  readonly saving: boolean;
  onImport(): void;
}

function ImportFoot({ file: { plan }, saving, onImport }: ImportFootProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (plan === null) return null;
  const { counts } = plan;
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
        disabled={saving || changing === 0}
        onClick={onImport}
      >
        {changing === 0 ? t('import.nothing') : t('import.go', { count: changing })}
      </ActionButton>
    </div>
  );
}
