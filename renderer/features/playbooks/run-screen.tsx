import { IconListCheck } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Photo, usePickPhotos } from '../../data/attachments/use-photos.ts';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import css from './run.module.css';
import { RunHead } from './run-head.tsx';
import { RunSide } from './run-side.tsx';
import { RunStep } from './run-step.tsx';
import { RunWhole } from './run-whole.tsx';
import { type OpenRun, useRun } from './use-run.ts';
import { type RunActions, useRunActions } from './use-run-actions.ts';
import { useRunKeys } from './use-run-keys.ts';

export type Composing = 'note' | 'skip' | 'photo' | null;
export type RunView = 'one' | 'whole';

/** One run: made for gloves, for no mouse, and for a lid that may close at any moment. */
export function RunScreen() {
  const { t } = useTranslation('playbooks');
  const { runId } = useParams({ strict: false }) as { runId: string };
  const open = useRun(runId);
  if (open === undefined) return null;
  if (open === null) {
    const list = { label: t('rail.label'), path: '/playbooks' };
    return <NotHere icon={IconListCheck} cause="away" what={t('run.gone.title')} list={list} />;
  }
  return <LiveRun key={runId} open={open} />;
}

function LiveRun({ open }: { readonly open: OpenRun }) {
  const { t } = useTranslation('playbooks');
  const actions = useRunActions(open.run);
  const { view, setView, composing, setComposing, current, show, check, photos } = useRunning(open, actions);
  useScreenTitle(open.run.playbookTitle, t('run.list.title'));
  const openOne = (id: string) => {
    setView('one');
    show(id);
  };
  return (
    <>
      <RunHead open={open} actions={actions} />
      <RunNews open={open} />
      <div className={css.split}>
        <RunSide open={open} current={current?.id ?? null} view={view} onView={setView} onChoose={show} />
        {view === 'whole' ? (
          <RunWhole open={open} actions={actions} onOpen={openOne} />
        ) : (
          current && (
            <RunStep
              key={current.id}
              open={open}
              line={current}
              actions={actions}
              composing={composing}
              photo={photos.photo}
              onCompose={setComposing}
              onPhoto={photos.take}
              onCheck={check}
              onSettled={() => show(null)}
              onGoTo={show}
            />
          )
        )}
      </div>
    </>
  );
}

/** Where somebody stands in a run, what they write, and the keys of it. */
function useRunning(open: OpenRun, actions: RunActions) {
  const [view, setView] = useState<RunView>('one');
  const [composing, setComposing] = useState<Composing>(null);
  // Null: wherever the run stands; after an entry it goes on by itself.
  const [chosen, setChosen] = useState<string | null>(null);
  const { progress, lines } = open;
  const current = lines.find(({ id }) => id === (chosen ?? standsAt(open)));
  const show = (id: string | null) => {
    setComposing(null);
    setChosen(id);
  };
  const check = async () => {
    if (current === undefined || progress.finished !== null) return;
    if (await actions.note('done', { step: current.id })) show(null);
  };
  const photos = usePhotoTaking(view === 'one' && current !== undefined && progress.finished === null, setComposing);
  const isOpen =
    current !== undefined && progress.byStep.get(current.id)?.state === 'open' && progress.finished === null;
  const take = () => {
    if (current !== undefined) void actions.take(progress.byStep.get(current.id));
  };
  useRunKeys({
    steps: lines.map(({ id }) => id),
    current: current?.id ?? null,
    isOpen,
    onMove: show,
    onCheck: () => void check(),
    onCompose: setComposing,
    onTake: take,
    onPhoto: photos.take,
  });
  return { view, setView, composing, setComposing, current, show, check, photos };
}

/** The step where a run stands by itself: what can be done now, else what is open, else its end. */
function standsAt({ progress, lines }: OpenRun): string | undefined {
  return progress.next[0] ?? progress.steps.find((step) => step.state === 'open')?.step ?? lines.at(-1)?.id;
}

/** What is wrong with the text that is run. */
function RunNews({ open }: { readonly open: OpenRun }) {
  const { t } = useTranslation('playbooks');
  return (
    <>
      {open.isTextWrong && <Banner tone="bad" field isNews title={t('release.wrongText')} />}
      {open.withdrawn !== null && <RunWithdrawn release={open.withdrawn} />}
    </>
  );
}

/** Asks for a photo, and then for its words. */
function usePhotoTaking(isAllowed: boolean, compose: (composing: Composing) => void) {
  const [photo, setPhoto] = useState<Photo | null>(null);
  const pick = usePickPhotos();
  const take = async () => {
    const [picked] = isAllowed ? await pick() : [];
    if (picked === undefined) return;
    setPhoto(picked);
    compose('photo');
  };
  return { photo, take: () => void take() };
}

/** What is being run was taken back meanwhile: told at once, and the run goes on, since stopping halfway is a decision too. */
function RunWithdrawn({ release: { edition, withdrawn } }: { readonly release: NonNullable<OpenRun['withdrawn']> }) {
  const { t } = useTranslation('playbooks');
  if (withdrawn === null) return null;
  return (
    <Banner tone="bad" field isNews title={t('release.withdrawn', { number: edition.number })}>
      <span {...contentLanguage(withdrawn.language)}>{withdrawn.reason}</span>
    </Banner>
  );
}
