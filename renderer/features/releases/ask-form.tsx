import { IconBookOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  digestOfFrozen,
  type FrozenPlaybook,
  type freezePlaybook,
} from '../../../shared/domain/release/frozen-playbook.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { pageClock, pageToday } from '../../data/page-ports.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { RecordForm } from '../../ui/form.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { AskFields } from './ask-fields.tsx';
import { beginning, editionOf, problemsOf } from './ask-typed.ts';
import { type ReleaseHead, useCrumbs, useDraftText, useHead } from './use-head.ts';
import { useAskForReview } from './use-release-acts.ts';

/** Puts the text of a playbook to review: which number, how long it holds, who has to approve. */
export function AskForReview() {
  const { t } = useTranslation('releases');
  const head = useHead();
  const list = { label: t('crumb'), path: '/playbooks' };
  if (head === undefined) return null;
  if (head === null) return <NotHere icon={IconBookOff} cause="away" what={t('gone')} list={list} />;
  return <Asking head={head} />;
}

function Asking({ head }: { readonly head: ReleaseHead }) {
  const { t } = useTranslation('releases');
  const crumbs = useCrumbs(head);
  const draft = useDraftText(head.playbook.id);
  const { mayAsk } = useAskForReview(head);
  useScreenTitle(t('ask.heading'), head.title);
  if (!mayAsk) return <NotHere icon={IconBookOff} cause="not-allowed" list={{ label: t('title'), path: head.path }} />;
  if (draft === undefined) return null;
  return (
    <>
      <TopBar crumbs={[...crumbs, { label: t('ask.heading') }]} />
      {draft.ok ? (
        <Form head={head} text={draft.value} />
      ) : (
        <PageBody>
          <NoText failure={draft.failure} />
        </PageBody>
      )}
    </>
  );
}

type Failed = Extract<ReturnType<typeof freezePlaybook>, { ok: false }>['failure'];

function NoText({ failure }: { readonly failure: Failed }) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  return (
    <Banner tone="bad">
      {failure.kind === 'playbook-contested'
        ? t('ask.contested', { count: failure.records.length })
        : t('ask.tooLarge', { size: format.bytes(failure.size), limit: format.bytes(failure.limit) })}
    </Banner>
  );
}

function Form({ head, text }: { readonly head: ReleaseHead; readonly text: FrozenPlaybook }) {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const { person, name, centre } = useProfile();
  const navigate = useNavigate();
  const { ask, saving } = useAskForReview(head);
  const { releases, current, withdrawn } = head.standing;
  const last = releases.find(({ released }) => released !== null)?.edition.number ?? null;
  // What is in review has taken its number.
  const from = releases[0]?.edition.number ?? head.playbook.releaseNumber ?? null;
  const [values, setValues] = useState(() => beginning(from, pageToday()));
  const [isTold, setTold] = useState(false);
  const problems = problemsOf(values, last);
  const content = digestOfFrozen(text);
  const isSame = current?.edition.content === content;
  const send = async () => {
    setTold(true);
    if (problems.length > 0) return;
    const supersedes = (current ?? withdrawn)?.id ?? null;
    const by = { person, name, centre };
    const said = { playbook: head.playbook.id, content, supersedes, language, by, at: pageClock.now() };
    const id = await ask(editionOf(values, said), text);
    if (id !== null) void navigate({ to: `${head.path}/${id}` as never, replace: true });
  };
  return (
    <RecordForm heading={t('ask.heading')} saveLabel={t('list.ask')} saving={saving} onSave={send}>
      {isSame && <Banner tone="due">{t('ask.same', { number: current.edition.number })}</Banner>}
      <Banner tone="info">{t('ask.what', { count: text.steps.length })}</Banner>
      <AskFields
        values={values}
        last={last}
        problems={isTold ? problems : []}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
      />
    </RecordForm>
  );
}
