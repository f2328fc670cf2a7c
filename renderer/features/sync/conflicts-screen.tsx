import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConflictItem, keyOf } from '../../data/conflict-items.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useConflictItems } from '../../data/use-conflict-items.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { ConflictDetail } from './conflict-detail.tsx';
import { ConflictList } from './conflict-list.tsx';
import { recordNamesQuery } from './record-names.ts';

/** The inbox of conflicts. Nothing here resolves by looking: only an accepted answer does. */
export function ConflictsScreen() {
  const { t } = useTranslation('sync');
  const inbox = useInbox();
  useScreenTitle(t('conflicts.title'), t('title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('title'), path: '/sync' }, { label: t('conflicts.title') }]} />
      {inbox.current === null ? <Nothing isReady={inbox.isReady} /> : <Open inbox={inbox} current={inbox.current} />}
    </>
  );
}

function Nothing({ isReady }: { readonly isReady: boolean }) {
  const { t } = useTranslation('sync');
  const navigate = useNavigate();
  return (
    <>
      <ScreenHeading size="unseen">{t('conflicts.title')}</ScreenHeading>
      {isReady && (
        <EmptyState
          icon={IconArrowsSplit2}
          title={t('conflicts.none')}
          action={{ label: t('conflicts.toSync'), onClick: () => void navigate({ to: '/sync' }) }}
        >
          {t('conflicts.noneWhy')}
        </EmptyState>
      )}
    </>
  );
}

function Open({ inbox, current }: { readonly inbox: Inbox; readonly current: ConflictItem }) {
  const { t } = useTranslation('sync');
  const { language } = useLocale();
  const records = inbox.all.map((item) => item.record);
  const { data: names } = useQuery(recordNamesQuery(useEngine(), records, language));
  return (
    <SidePane
      label={t('conflicts.list')}
      at="start"
      width={252}
      pane={
        <ConflictList
          items={inbox.all}
          names={names}
          settled={inbox.settled}
          currentKey={keyOf(current)}
          left={inbox.all.length - inbox.settled.size}
          onOpen={inbox.open}
        />
      }
    >
      <ConflictDetail
        key={keyOf(current)}
        item={current}
        name={names?.get(current.record)}
        place={{ number: inbox.all.indexOf(current) + 1, of: inbox.all.length }}
        onSettled={inbox.settle}
        onNext={inbox.next}
        onPrevious={inbox.previous}
      />
    </SidePane>
  );
}

type Inbox = ReturnType<typeof useInbox>;

/** The list as it was when the screen opened plus what came since; what was settled here stays, ticked, until one leaves. */
function useInbox() {
  const { t } = useTranslation('sync');
  const announce = useAnnounce();
  const navigate = useNavigate();
  const params = useParams({ strict: false }) as { record?: string; field?: string };
  const open = useConflictItems();
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const seen = useRef(new Map<string, ConflictItem>());
  for (const item of open ?? []) seen.current.set(keyOf(item), item);
  const openKeys = new Set((open ?? []).map(keyOf));
  // Settled elsewhere, not by us: it is gone without a tick.
  const all = [...seen.current.values()].filter((item) => openKeys.has(keyOf(item)) || settled.has(keyOf(item)));
  const wanted = params.record === undefined ? null : `${params.record}/${params.field ?? ''}`;
  const isOpen = (item: ConflictItem) => !settled.has(keyOf(item));
  // When the last one is settled nothing is left to show but that.
  const current = all.some(isOpen) ? (all.find((item) => keyOf(item) === wanted) ?? all.find(isOpen) ?? null) : null;

  const openItem = (item: ConflictItem) =>
    void navigate({ to: `/sync/conflicts/${item.record}/${encodeURIComponent(item.field)}`, replace: true });
  const step = (direction: 1 | -1, done: ReadonlySet<string> = settled) => {
    if (current === null) return;
    const from = all.indexOf(current);
    const order = all.map((_, place) => all[(from + direction * (place + 1) + all.length * 2) % all.length]);
    const next = order.find((item) => item !== undefined && !done.has(keyOf(item))) ?? current;
    openItem(next);
  };
  // A conflict reached by its address that is settled since: show the next one instead of nothing.
  useEffect(() => {
    if (open !== undefined && wanted === null && current !== null) openItem(current);
  });
  return {
    all,
    current: current !== null && (openKeys.has(keyOf(current)) || settled.has(keyOf(current))) ? current : null,
    settled,
    isReady: open !== undefined,
    open: openItem,
    next: () => step(1),
    previous: () => step(-1),
    settle: (item: ConflictItem) => {
      const done = new Set([...settled, keyOf(item)]);
      setSettled(done);
      announce(t('conflicts.settled', { count: all.length - done.size }));
      step(1, done);
    },
  };
}
