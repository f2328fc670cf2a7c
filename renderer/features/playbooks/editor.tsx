import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconBookOff, IconEye, IconPencilOff } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import type { EditorProblem } from '../../../shared/domain/workflow/workflow-problems.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useUndo } from '../../data/use-undo.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { NotHere } from '../../ui/not-here.tsx';
import { RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { EditableText } from './editable-text.tsx';
import css from './editor.module.css';
import { EditorList } from './editor-list.tsx';
import { editorModel } from './editor-model.ts';
import { EditorProblems } from './editor-problems.tsx';
import { LateWorkflowPane } from './late-workflow-pane.tsx';
import { LanguageTools, PlaybookFacts } from './reader-head.tsx';
import { useEditorPlace } from './use-editor-place.ts';
import { useFlowEdit } from './use-flow-edit.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';
import { useReaderPlace } from './use-reader-place.ts';
import { useStepActs } from './use-step-acts.ts';

/** The draft of a playbook: its steps as a list and as a picture, in step with each other, and what is still to be settled. */
export function Editor() {
  const { t } = useTranslation('playbooks');
  const { playbookId } = useParams({ strict: false }) as { playbookId: string };
  const open = usePlaybook(playbookId);
  const { may } = useProfile();
  if (open === undefined) return null;
  const list = { label: t('rail.label'), path: '/playbooks' };
  if (open === null || open.playbook.deleted) {
    return <NotHere icon={IconBookOff} cause="away" what={t('reader.gone.title')} list={list} />;
  }
  if (!may('edit', 'step', open.playbook.scope)) {
    return (
      <>
        <TopBar crumbs={[list, { label: t('editor.title') }]} />
        <EmptyState icon={IconPencilOff} title={t('editor.mayNot.title')}>
          {t('editor.mayNot.why')}
        </EmptyState>
      </>
    );
  }
  return <OpenEditor key={playbookId} open={open} />;
}

function OpenEditor({ open }: { readonly open: OpenPlaybook }) {
  const { t } = useTranslation('playbooks');
  const { playbook, steps } = open;
  const reading = useWritingPlace(playbook.language);
  const place = useEditorPlace();
  const acts = useStepActs(useFlowEdit(playbook.id), place);
  // Head and picture first: of thousands of steps the list and its problems would keep both from being drawn.
  const isListDue = useDeferredValue(true, false);
  const title = pickText(playbook.title, reading.lang, playbook.language);
  useScreenTitle(title?.text ?? t('library.untitled'), t('editor.title'));
  const select = (id: string) => place.select(id, 'row');
  return (
    <>
      <EditorBar open={open} title={title} />
      <RecordHeader
        title={title?.text ?? t('library.untitled')}
        lang={title?.lang}
        tlp={playbook.marking}
        actions={
          <ActionButton
            component={Link}
            {...({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id } } as object)}
            size="medium"
            icon={IconEye}
          >
            {t('editor.read')}
          </ActionButton>
        }
        languages={<LanguageTools open={open} place={{ ...reading, beside: null }} isEditing isAlone />}
      >
        <PlaybookFacts open={open} place={reading} />
      </RecordHeader>
      <SidePane
        label={t('reader.workflow')}
        width={452}
        pane={
          <LateWorkflowPane
            steps={steps}
            lang={reading.lang}
            original={playbook.language}
            current={place.selected}
            legend={t('editor.selected')}
            onGoTo={select}
            acts={acts}
          />
        }
      >
        {isListDue && <StepsAndProblems open={open} place={place} acts={acts} lang={reading.lang} />}
      </SidePane>
    </>
  );
}

interface StepsAndProblemsProps {
  readonly open: OpenPlaybook;
  readonly place: ReturnType<typeof useEditorPlace>;
  readonly acts: ReturnType<typeof useStepActs>;
  readonly lang: string;
}

function StepsAndProblems({ open, place, acts, lang }: StepsAndProblemsProps) {
  const { playbook, steps } = open;
  const { workflowStart: start = null, workflowException: exception = null } = playbook;
  const model = useMemo(() => editorModel(steps, start, exception), [steps, start, exception]);
  const flow = useMemo(() => ({ steps: [...steps.byId.values()], start, exception }), [steps, start, exception]);
  const problems = useProblemPlaces(model.problems, place.select);
  return (
    <>
      <div className={css.column}>
        <About open={open} lang={lang} />
        <EditorList open={open} flow={flow} model={model} place={place} acts={acts} lang={lang} />
      </div>
      <EditorProblems problems={model.problems} steps={steps} onOpen={problems.open} onNext={problems.next} />
    </>
  );
}

/** The language that is written: the one that the playbook was begun in, until somebody chooses another. */
function useWritingPlace(original: string | undefined) {
  const place = useReaderPlace();
  return { ...place, lang: place.chosenLang ?? original ?? place.lang };
}

function EditorBar({
  open: { playbook },
  title,
}: {
  readonly open: OpenPlaybook;
  readonly title: ReturnType<typeof pickText>;
}) {
  const { t } = useTranslation('playbooks');
  const { undo, redo } = useUndo();
  const acts = [
    [t('editor.undo'), IconArrowBackUp, undo],
    [t('editor.redo'), IconArrowForwardUp, redo],
  ] as const;
  return (
    <TopBar
      crumbs={[
        { label: t('rail.label'), path: '/playbooks' },
        { label: title?.text ?? t('library.untitled'), lang: title?.lang, path: `/playbooks/${playbook.id}` },
        { label: t('editor.title') },
      ]}
    >
      {acts.map(([label, ActIcon, act]) => (
        <ActionIcon key={label} size={32} aria-label={label} title={label} onClick={() => void act()}>
          <ActIcon size={17} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
        </ActionIcon>
      ))}
    </TopBar>
  );
}

function About({ open: { playbook }, lang }: { readonly open: OpenPlaybook; readonly lang: string }) {
  const { t } = useTranslation('playbooks');
  const text = { record: playbook, lang, original: playbook.language };
  return (
    <section aria-label={t('editor.about')} className={css.about}>
      <EditableText {...text} field="title" label={t('reader.title')} strong />
      <EditableText {...text} field="description" label={t('reader.description')} />
    </section>
  );
}

/** Opens a problem at its place; F8 goes from one to the next. */
function useProblemPlaces(problems: readonly EditorProblem[], select: (step: string, field: string) => void) {
  const at = useRef(-1);
  const open = (problem: EditorProblem) => {
    if (problem.step !== null) select(problem.step, problem.field ?? 'row');
  };
  const next = () => {
    const placed = problems.filter(({ step }) => step !== null);
    at.current = placed.length === 0 ? -1 : (at.current + 1) % placed.length;
    const problem = placed[at.current];
    if (problem !== undefined) open(problem);
  };
  const latest = useRef(next);
  latest.current = next;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return { open, next };
}
