import { useState } from 'react';
import { ListRow, RowContent } from '../../renderer/ui/list-row.tsx';
import { Panel } from '../../renderer/ui/panel.tsx';
import { ScreenHeading } from '../../renderer/ui/screen-heading.tsx';
import { TlpChip } from '../../renderer/ui/tlp-chip.tsx';
import { TopBar } from '../../renderer/ui/top-bar.tsx';
import { VirtualList } from '../../renderer/ui/virtual-list.tsx';

const rows = Array.from({ length: 50_000 }, (_, place) => ({ id: `PB-${place}`, title: `Playbook ${place}` }));

/** Fifty thousand rows. */
export function LongList() {
  const [opened, setOpened] = useState<string>();
  return (
    <>
      <TopBar crumbs={[{ label: 'Long list' }]} />
      <div style={{ padding: 20, display: 'flex', flexDirection: 'column', gap: 12, minHeight: 0, flex: 1 }}>
        <ScreenHeading>Long list</ScreenHeading>
        <Panel>
          <ListRow
            reference="PB-1"
            title="A row that opens"
            sub="with a second line"
            onOpen={() => setOpened('PB-1')}
          />
          <ListRow title="A row that only tells" />
        </Panel>
        <VirtualList
          label="Playbooks"
          items={rows}
          keyOf={(row) => row.id}
          selected={opened}
          onOpen={(row) => setOpened(row.id)}
          renderRow={(row) => <RowContent reference={row.id} title={row.title} end={<TlpChip level="TLP:GREEN" />} />}
        />
      </div>
    </>
  );
}

export function Faulty(): never {
  throw new Error('planted fault');
}
