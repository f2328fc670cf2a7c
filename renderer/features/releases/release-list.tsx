import { IconArrowsDiff, IconBookOff, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { PageBody, RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Posts } from '../../ui/posts.tsx';
import { RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { stateTones, stateWord } from './release-words.ts';
import { type ReleaseHead, useCrumbs, useHead } from './use-head.ts';
import { useAskForReview } from './use-release-acts.ts';

/** Everything of a playbook that was ever put to review, the latest first. */
export function ReleaseList() {
  const { t } = useTranslation('releases');
  const head = useHead();
  const list = { label: t('crumb'), path: '/playbooks' };
  if (head === undefined) return null;
  if (head === null) return <NotHere icon={IconBookOff} cause="away" what={t('gone')} list={list} />;
  return <Listed head={head} />;
}

function Listed({ head }: { readonly head: ReleaseHead }) {
  const { t } = useTranslation('releases');
  const navigate = useNavigate();
  const crumbs = useCrumbs(head).slice(0, -1);
  const { mayAsk } = useAskForReview(head);
  const { title, lang, path, playbook, standing } = head;
  const ask = () => void navigate({ to: `${path}/ask` as never });
  useScreenTitle(t('title'), title);
  const hasAny = standing.releases.length > 0;
  return (
    <>
      <TopBar crumbs={[...crumbs, { label: t('title') }]} />
      <RecordHeader
        title={title}
        lang={lang}
        tlp={playbook.marking}
        actions={
          <>
            {hasAny && (
              <ActionButton
                size="medium"
                kind="quiet"
                icon={IconArrowsDiff}
                onClick={() => void navigate({ to: `${path}/compare` as never })}
              >
                {t('list.compare')}
              </ActionButton>
            )}
            {mayAsk && hasAny && (
              <ActionButton size="medium" kind="primary" icon={IconRosetteDiscountCheck} onClick={ask}>
                {t('list.ask')}
              </ActionButton>
            )}
          </>
        }
      />
      <PageBody>
        {hasAny ? (
          <Panel>
            {standing.releases.map((one) => (
              <Row key={one.id} one={one} onOpen={() => void navigate({ to: `${path}/${one.id}` as never })} />
            ))}
          </Panel>
        ) : (
          <EmptyState
            ofRecords
            icon={IconRosetteDiscountCheck}
            title={t('list.none')}
            action={mayAsk ? { label: t('list.ask'), onClick: ask } : undefined}
          >
            {t('list.noneWhy')}
          </EmptyState>
        )}
      </PageBody>
    </>
  );
}

function Row({ one, onOpen }: { readonly one: StandingRelease; onOpen(): void }) {
  const { t } = useTranslation('releases');
  const { format } = useLocale();
  const { edition, state, parties } = one;
  const { by, rule } = edition;
  return (
    <ListRow
      title={t('number', { number: edition.number })}
      sub={
        <RowFacts>
          <bdi>{t('list.askedBy', { name: by.name, centre: by.centre })}</bdi>
          <span>{t('list.validFrom', { date: dayText(format, edition.validFrom, 'medium') })}</span>
          <span>{t('list.reviewBy', { date: dayText(format, edition.reviewDate, 'medium') })}</span>
        </RowFacts>
      }
      end={
        <>
          <Posts done={Math.min(parties.length, rule.needed)} total={rule.needed} />
          <Tag tone={stateTones[state]}>{stateWord(t, state)}</Tag>
        </>
      }
      onOpen={onOpen}
    />
  );
}
