import { IconBookOff } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import type { Playbook } from '../../../shared/domain/playbook.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { MovedOr } from '../../data/moves/moved-or.tsx';
import { useRememberOpened } from '../../data/personal-memory.ts';
import { usePrinting } from '../../data/use-printing.ts';
import { useReleases } from '../../data/use-releases.ts';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { DeletedPlaybook } from './deleted-playbook.tsx';
import { EditionNotice } from './edition-notice.tsx';
import { LateWorkflowPane } from './late-workflow-pane.tsx';
import { useLayers } from './layer/use-layers.ts';
import { shortIdOf } from './library-row.ts';
import { PlaybookPrint } from './playbook-print.tsx';
import { ReaderHead } from './reader-head.tsx';
import { ReaderSteps } from './reader-steps.tsx';
import { RunFormPrint } from './run-form-print.tsx';
import type { TextToRead } from './text-to-read.ts';
import { type OpenPlaybook, usePlaybook } from './use-playbook.ts';
import { coreOnly, useReaderPlace } from './use-reader-place.ts';
import { useTextToRead } from './use-text-to-read.ts';

/** One playbook: its steps in one column, the picture of its workflow beside them, in step with each other. */
export function Reader() {
  const { t } = useTranslation('playbooks');
  const { playbookId } = useParams({ strict: false }) as { playbookId: string };
  const open = usePlaybook(playbookId);
  // What else is asked for by its id is read beside the steps, not after them.
  useReleases(playbookId);
  useLayers(playbookId);
  if (open === undefined) return null;
  if (open === null || open.playbook.deleted) {
    const list = { label: t('rail.label'), path: '/playbooks' };
    return (
      <MovedOr id={playbookId} list={list} pathOf={(id) => `/playbooks/${id}`}>
        {open === null ? (
          <NotHere icon={IconBookOff} cause="away" what={t('reader.gone.title')} list={list} />
        ) : (
          <DeletedPlaybook playbook={open.playbook} />
        )}
      </MovedOr>
    );
  }
  return <OpenReader key={playbookId} open={open} />;
}

function OpenReader({ open: draft }: { readonly open: OpenPlaybook }) {
  const place = useReaderPlace();
  const [isEditing, setEditing] = useState(false);
  const { centre } = useProfile();
  const chosen = place.layer === coreOnly ? null : (place.layer ?? centre);
  // Who edits the core sees the core alone.
  const wanted = isEditing
    ? ({ edition: 'draft', layer: null } as const)
    : { edition: place.edition ?? 'in-force', layer: chosen };
  const text = useTextToRead(draft.playbook.id, draft, wanted);
  const edit = (isOn: boolean) => {
    setEditing(isOn);
    // Whoever wrote goes on reading what they wrote.
    if (isOn && text != null && text.standing.releases.length > 0) place.setEdition('draft');
  };
  return text && <ReadText text={text} isEditing={isEditing} onEditing={edit} />;
}

interface ReadTextProps {
  readonly text: TextToRead;
  readonly isEditing: boolean;
  onEditing(isEditing: boolean): void;
}

function ReadText({ text, isEditing, onEditing }: ReadTextProps) {
  const { t } = useTranslation('playbooks');
  const place = useReaderPlace();
  const { open } = text;
  useRememberOpened(open.playbook.id);
  const { inView, setInView, target, goTo } = useSteering(place.step);
  const { sheet, print, printForm } = usePaper();
  const { playbook, steps } = open;
  const title = pickText(playbook.title, place.lang, playbook.language);
  useScreenTitle(title?.text, t('rail.label'));
  const current = inView ?? steps.listed[0]?.step.id ?? null;
  const [isPictureDrawn, setPictureDrawn] = useState(typeof Worker === 'undefined');
  const onDrawn = useCallback(() => setPictureDrawn(true), []);
  return (
    <>
      <ReaderBar playbook={playbook} title={title} />
      <ReaderHead
        text={text}
        place={place}
        isEditing={isEditing}
        onEditing={onEditing}
        onPrint={print}
        onPrintForm={printForm}
      />
      <EditionNotice text={text} playbook={playbook.id} />
      <SidePane
        label={t('reader.workflow')}
        width={452}
        pane={<Picture open={open} lang={place.lang} current={current} onGoTo={goTo} onDrawn={onDrawn} />}
      >
        <ReaderSteps
          text={text}
          place={place}
          isEditing={isEditing}
          inView={current}
          target={target}
          isPictureDrawn={isPictureDrawn}
          onInView={setInView}
          onGoTo={goTo}
        />
      </SidePane>
      <Paper sheet={sheet} text={text} lang={place.lang} />
    </>
  );
}

interface ReaderBarProps {
  readonly playbook: Playbook;
  readonly title: ShownText | null;
}

function ReaderBar({ playbook, title }: ReaderBarProps) {
  const { t } = useTranslation('playbooks');
  const reference = playbook.reference ?? shortIdOf(playbook.cacaoId);
  const here =
    reference === undefined
      ? { label: title?.text ?? t('library.untitled'), lang: title?.lang }
      : { label: reference, isId: true };
  return <TopBar crumbs={[{ label: t('rail.label'), path: '/playbooks' }, here]} />;
}

type Sheet = 'playbook' | 'form' | null;

function Paper({ sheet, text, lang }: { readonly sheet: Sheet; readonly text: TextToRead; readonly lang: string }) {
  if (sheet === 'playbook') return <PlaybookPrint text={text} lang={lang} />;
  return sheet === 'form' && <RunFormPrint text={text} lang={lang} />;
}

/** What goes on paper: the playbook to be read, or its run to be filled in. */
function usePaper() {
  const { isPrinting, print } = usePrinting();
  const [isForm, setForm] = useState(false);
  const printForm = async (name: string) => {
    setForm(true);
    await print(name);
    setForm(false);
  };
  const sheet: Sheet = !isPrinting ? null : isForm ? 'form' : 'playbook';
  return { sheet, print, printForm };
}

interface PictureProps {
  readonly open: OpenPlaybook;
  readonly lang: string;
  readonly current: string | null;
  onGoTo(id: string): void;
  onDrawn(): void;
}

function Picture({ open: { playbook, steps }, ...props }: PictureProps) {
  return <LateWorkflowPane steps={steps} original={playbook.language} {...props} />;
}

/** Which step is in view, and where the picture or a link asks the list to go. */
function useSteering(first: string | null) {
  const [inView, setInView] = useState<string | null>(first);
  // Counts up, so that the same step can be asked for twice.
  const [target, setTarget] = useState<{ readonly id: string; readonly turn: number } | null>(
    first === null ? null : { id: first, turn: 0 },
  );
  const goTo = useCallback((id: string) => {
    setInView(id);
    setTarget((before) => ({ id, turn: (before?.turn ?? 0) + 1 }));
  }, []);
  return { inView, setInView, target, goTo };
}
