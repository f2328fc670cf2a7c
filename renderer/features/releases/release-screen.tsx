import { IconBookOff } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { useReleaseText } from '../../data/use-releases.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { NotHere } from '../../ui/not-here.tsx';
import { Prose } from '../../ui/page-body.tsx';
import { Posts } from '../../ui/posts.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { Changes } from './changes.tsx';
import { ReleaseSide } from './release-side.tsx';
import { stateTones, stateWord } from './release-words.ts';
import css from './releases.module.css';
import { TalkOfRest } from './talk.tsx';
import { emptyText, type ReleaseHead, useCrumbs, useHead } from './use-head.ts';
import { useTalk } from './use-talk.ts';

/** One edition: what it changes, step by step and word by word, who stands behind it, and what is left to do. */
export function ReleaseScreen() {
  const { t } = useTranslation('releases');
  const { releaseId } = useParams({ strict: false }) as { releaseId: string };
  const head = useHead();
  if (head === undefined) return null;
  const list = { label: t('crumb'), path: '/playbooks' };
  if (head === null) return <NotHere icon={IconBookOff} cause="away" what={t('gone')} list={list} />;
  const one = head.standing.releases.find(({ id }) => id === releaseId);
  if (one === undefined) {
    const own = { label: t('title'), path: head.path };
    return <NotHere icon={IconBookOff} cause="away" what={t('goneRelease')} list={own} />;
  }
  return <Opened head={head} one={one} />;
}

interface OpenedProps {
  readonly head: ReleaseHead;
  readonly one: StandingRelease;
}

function Opened({ head, one }: OpenedProps) {
  const { t } = useTranslation('releases');
  const navigate = useNavigate();
  const crumbs = useCrumbs(head);
  const { edition, state, parties } = one;
  const before = head.standing.releases.find(({ id }) => id === edition.supersedes) ?? null;
  const name = t('number', { number: edition.number });
  const comments = [...useTalk(head, one).all.values()].flat().length;
  useScreenTitle(name, head.title);
  const read = () => {
    const to = { to: '/playbooks/$playbookId', params: { playbookId: head.playbook.id }, search: { edition: one.id } };
    void navigate(to as never);
  };
  return (
    <>
      <TopBar crumbs={[...crumbs, { label: name }]} />
      <RecordHeader
        title={head.title}
        lang={head.lang}
        tlp={head.playbook.marking}
        actions={
          <ActionButton size="medium" onClick={read}>
            {t('list.read')}
          </ActionButton>
        }
      >
        <RecordFact tone="strong">
          <bdi dir="ltr">{before === null ? edition.number : `${before.edition.number} → ${edition.number}`}</bdi>
        </RecordFact>
        <Tag tone={stateTones[state]}>{stateWord(t, state)}</Tag>
        <RecordFact>
          <Posts done={Math.min(parties.length, edition.rule.needed)} total={edition.rule.needed} />
        </RecordFact>
        {comments > 0 && <RecordFact>{t('comments.count', { count: comments })}</RecordFact>}
        <RecordFact>
          <bdi>{t('list.askedBy', { name: edition.by.name, centre: edition.by.centre })}</bdi>
        </RecordFact>
      </RecordHeader>
      <SidePane label={t('approvals.title')} width={388} pane={<ReleaseSide head={head} one={one} />}>
        <div className={css.column}>
          <News one={one} />
          {edition.note !== '' && (
            <section>
              <SectionHead title={t('ask.note')} />
              <Prose text={edition.note} lang={edition.language} />
            </section>
          )}
          <WhatChanges head={head} one={one} before={before} />
        </div>
      </SidePane>
    </>
  );
}

/** Why it was sent back or withdrawn. */
function News({ one: { withdrawn, returned, state } }: Pick<OpenedProps, 'one'>) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  const said = state === 'withdrawn' ? withdrawn : state === 'returned' ? returned : null;
  if (said === null) return null;
  const reason = 'reason' in said ? said.reason : said.note;
  return (
    <Banner
      tone={state === 'withdrawn' ? 'bad' : 'due'}
      title={`${stateWord(t, state)}: ${format.series([said.by.name, said.by.centre])}`}
    >
      <span {...contentLanguage(said.language)}>{String(reason)}</span>
    </Banner>
  );
}

function WhatChanges({ head, one, before }: OpenedProps & { readonly before: StandingRelease | null }) {
  const { t } = useTranslation('releases');
  const talk = useTalk(head, one);
  const own = useReleaseText(one.id);
  const last = useReleaseText(before?.id ?? null);
  const isFirst = before === null;
  if (own === undefined || (!isFirst && last === undefined)) return null;
  if (own === null) return <Banner tone="bad">{t('changes.noText')}</Banner>;
  const from = last ?? emptyText(head.playbook.id);
  return (
    <>
      <Changes before={from} after={own} since={last == null || isFirst ? null : before.edition.number} talk={talk} />
      <TalkOfRest talk={talk} before={from} after={own} />
    </>
  );
}
