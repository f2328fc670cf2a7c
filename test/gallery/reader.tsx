import { ActionIcon } from '@mantine/core';
import { IconDots, IconEye, IconGavel, IconKey, IconListCheck, IconPin, IconUser } from '@tabler/icons-react';
import { languages } from '../../renderer/i18n/languages.ts';
import { ActionButton } from '../../renderer/ui/action-button.tsx';
import { Banner } from '../../renderer/ui/banner.tsx';
import { Posts } from '../../renderer/ui/posts.tsx';
import { RecordFact, RecordHeader } from '../../renderer/ui/record-header.tsx';
import { SegmentedSwitch } from '../../renderer/ui/segmented-switch.tsx';
import { SidePane } from '../../renderer/ui/side-pane.tsx';
import { SyncTick } from '../../renderer/ui/sync-mark.tsx';
import { TopBar } from '../../renderer/ui/top-bar.tsx';
import { LocalLayer, StepCard, Trail } from '../../renderer/ui/trail.tsx';

const facts = [
  { icon: IconUser, term: 'Who', value: 'Shift commander' },
  { icon: IconKey, term: 'Authority', value: 'Shift commander, alone' },
  { icon: IconGavel, term: 'Legal basis', value: 'Police Act, art. 22 (2)' },
];

/** The frame of picture 2. */
export function Reader() {
  return (
    <>
      <TopBar
        crumbs={[
          { label: 'Playbooks', path: '/' },
          { label: 'Transport security', path: '/' },
          { label: 'PB-0142', isId: true },
        ]}
      />
      <RecordHeader
        title="Unattended item at a transport hub"
        lang="en"
        tlp="TLP:AMBER"
        actions={
          <>
            <ActionIcon aria-label="Pin">
              <IconPin size={18} stroke={1.7} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon aria-label="More">
              <IconDots size={18} stroke={1.7} aria-hidden="true" />
            </ActionIcon>
            <ActionButton kind="primary" size="medium" icon={IconListCheck}>
              Run as checklist
            </ActionButton>
          </>
        }
        languages={
          <SegmentedSwitch
            label="Language"
            size="small"
            value="en"
            onChange={() => {}}
            options={languages.map(({ code, short }) => ({
              value: code,
              label: short,
              lang: code,
              isBehind: code === 'ru',
            }))}
          />
        }
      >
        <RecordFact tone="strong">Release 4.2</RecordFact>
        <RecordFact tone="ok">
          <Posts done={2} total={3} /> Approved 2 of 3
        </RecordFact>
        <RecordFact>Valid to 30 Jun 2027</RecordFact>
        <RecordFact icon={IconEye}>41 people, 3 centres</RecordFact>
        <RecordFact>
          <SyncTick delivery="at-hub" /> At the hub
        </RecordFact>
      </RecordHeader>
      <SidePane label="Workflow" pane="Workflow">
        <div style={{ padding: '14px 28px', overflow: 'auto' }}>
          <Trail label="Steps">
            <StepCard
              mark={2}
              title="Confirm that nobody owns the item"
              text="Ask aloud, check the nearest staff and the last ten minutes of camera footage. Do not touch, open or move the item."
              facts={facts}
            />
            <StepCard
              mark={3}
              isInView
              title="Set the cordon and move people behind it"
              aside="Why did this change"
              text="Clear 100 m for a bag, 200 m for a vehicle. Keep the exits of the station open and the approach road free."
              facts={facts}
            >
              <LocalLayer title="Local layer, Sorrel Coast Centre">
                Quay Street station: use the east ramp only.
              </LocalLayer>
              <Banner tone="due">No radio or mobile phone within 25 m of the item.</Banner>
            </StepCard>
            <StepCard
              mark={4}
              lang="ar"
              title="اتصل بضابط المتفجرات المناوب"
              text="اذكر المكان والحجم ووقت العثور وما يجعل الجسم غير مألوف."
              facts={facts}
            />
          </Trail>
        </div>
      </SidePane>
    </>
  );
}
