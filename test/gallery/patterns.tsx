import { TextInput } from '@mantine/core';
import { IconListCheck, IconListSearch } from '@tabler/icons-react';
import { ActionButton } from '../../renderer/ui/action-button.tsx';
import { ActivityItem } from '../../renderer/ui/activity-item.tsx';
import type { Activity } from '../../renderer/ui/activity-store.ts';
import { Banner } from '../../renderer/ui/banner.tsx';
import { Blade } from '../../renderer/ui/blade.tsx';
import { Brand } from '../../renderer/ui/brand.tsx';
import { EmptyState } from '../../renderer/ui/empty-state.tsx';
import { ActiveFilter, AddFilter, FilterChip } from '../../renderer/ui/filter-chip.tsx';
import { ListRow } from '../../renderer/ui/list-row.tsx';
import { Panel } from '../../renderer/ui/panel.tsx';
import { Posts } from '../../renderer/ui/posts.tsx';
import { ScreenHeading } from '../../renderer/ui/screen-heading.tsx';
import { SectionHead } from '../../renderer/ui/section-head.tsx';
import { type Delivery, SyncTick } from '../../renderer/ui/sync-mark.tsx';
import { Tag } from '../../renderer/ui/tag.tsx';
import { TlpChip } from '../../renderer/ui/tlp-chip.tsx';
import { WordDiff } from '../../renderer/ui/word-diff.tsx';
import { tlpLevels } from '../../shared/domain/tlp.ts';

const running: Activity = {
  id: 1,
  name: 'Courier stick for Ilvany River',
  state: 'running',
  done: 141,
  total: 207,
  unit: 'pieces',
  rate: 38,
  note: null,
  path: null,
  canStop: true,
};
const wrap = { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBlock: '4px 14px' } as const;
const deliveries: readonly Delivery[] = ['at-hub', 'saved', 'not-accepted'];

/** The page of pictures 13 and 14. */
export function Patterns() {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 400px', gap: 28, padding: '20px 24px', overflow: 'auto' }}>
      <div>
        <div style={wrap}>
          <Brand />
          <ScreenHeading>Record title 22/28</ScreenHeading>
        </div>
        <SectionHead title="TLP 2.0" />
        <div style={wrap}>
          {tlpLevels.map((level) => (
            <TlpChip key={level} level={level} />
          ))}
        </div>
        <SectionHead title="Type" />
        <p lang="ar" dir="rtl">
          أقم الطوق الأمني وأبعد الناس خلفه، 100 م
        </p>
        <p lang="ru">Выставить оцепление и отвести людей</p>
        <p lang="zh">设置警戒线，将人员撤至线外</p>
        <SectionHead title="Buttons and input" />
        <div style={wrap}>
          <ActionButton kind="primary" icon={IconListCheck} mirrorIcon>
            Run as checklist
          </ActionButton>
          <ActionButton>Hand over</ActionButton>
          <ActionButton kind="quiet">Leave for later</ActionButton>
          <ActionButton kind="danger">Withdraw 3 records</ActionButton>
          <ActionButton kind="primary" disabled>
            Needs a signature
          </ActionButton>
          <ActionButton kind="primary" size="medium" keys="Ctrl ↵">
            Accept
          </ActionButton>
          <ActionButton size="field">Photo</ActionButton>
          <TextInput placeholder="Type a name" aria-label="Name" />
        </div>
        <SectionHead title="Filter chips, tags" count={2} meta="some words" />
        <div style={wrap}>
          <FilterChip selected count={148} onClick={() => {}}>
            All
          </FilterChip>
          <FilterChip selected={false} count={6} onClick={() => {}}>
            Outdated
          </FilterChip>
          <ActiveFilter name="Language" value="Arabic" onRemove={() => {}} />
          <AddFilter expanded={false} onClick={() => {}} />
        </div>
        <div style={wrap}>
          <Tag tone="ok">Approved</Tag>
          <Tag tone="accent">To review</Tag>
          <Tag tone="due">Outdated</Tag>
          <Tag tone="bad">14 days overdue</Tag>
          <Tag tone="local">Local layer</Tag>
          <Tag>Draft</Tag>
        </div>
        <SectionHead title="Posts on a trail" />
        <div style={wrap}>
          {(['done', 'now', 'plain', 'hollow', 'local', 'due'] as const).map((tone, place) => (
            <Blade key={tone} tone={tone}>
              {place + 1}
            </Blade>
          ))}
          <Posts done={2} total={3} />
        </div>
        <SectionHead title="List row" />
        <Panel>
          <ListRow
            reference="PB-0087"
            title="Bomb threat received by telephone"
            end={<TlpChip level="TLP:GREEN" />}
            onOpen={() => {}}
          />
          <ListRow
            reference="PB-0203"
            title="Evidence handed over at the border"
            end={<TlpChip level="TLP:AMBER" />}
            onOpen={() => {}}
          />
        </Panel>
      </div>
      <div>
        <SectionHead title="Sync mark" />
        <div style={wrap}>
          {deliveries.map((delivery) => (
            <SyncTick key={delivery} delivery={delivery} />
          ))}
        </div>
        <SectionHead title="Banners" />
        <Banner tone="due" title="Arabic is 6 segments behind release 4.2.">
          Steps 3 and 4 show the English text until then.
        </Banner>
        <div style={{ height: 8 }} />
        <Banner tone="bad" title="3 changes refused." action={<ActionButton>See why</ActionButton>}>
          All are kept on this laptop.
        </Banner>
        <SectionHead title="Activity tray" />
        <Panel>
          <ActivityItem activity={running} onStop={() => {}} />
          <ActivityItem activity={{ ...running, id: 2, total: null }} onStop={() => {}} />
          <ActivityItem
            activity={{ ...running, id: 3, state: 'done', path: '/reader', note: '4 pages' }}
            onStop={() => {}}
          />
        </Panel>
        <SectionHead title="Differences" />
        <WordDiff
          before="Clear 100 m for a bag, 200 m for a vehicle."
          after="Clear 100 m for a bag, 400 m for a vehicle or trailer."
        />
        <EmptyState
          icon={IconListSearch}
          title="No observations yet"
          action={{ label: 'Note an observation', keys: 'O', onClick: () => {} }}
        >
          They appear here as evaluators note them, also from the other laptops in the room.
        </EmptyState>
      </div>
    </div>
  );
}
