import { IconListSearch } from '@tabler/icons-react';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderPiece } from '../../test/support/dom.tsx';
import { initialsOf } from './avatar.tsx';
import { Banner } from './banner.tsx';
import { EmptyState } from './empty-state.tsx';
import { FilterChip } from './filter-chip.tsx';
import { ListRow } from './list-row.tsx';
import { MarkedText } from './marked-text.tsx';
import { Posts } from './posts.tsx';
import { RecordHeader } from './record-header.tsx';
import { redOnScreen } from './red-on-screen.ts';
import { SegmentedSwitch } from './segmented-switch.tsx';
import { SyncTick } from './sync-mark.tsx';
import { TlpChip } from './tlp-chip.tsx';
import { StepCard, Trail } from './trail.tsx';
import { WordDiff } from './word-diff.tsx';

describe('marks', () => {
  test('a TLP mark is never translated and runs left to right in Arabic too', async () => {
    await renderPiece(<TlpChip level="TLP:AMBER+STRICT" />, { language: 'ar' });
    const chip = screen.getByText('TLP:AMBER+STRICT');
    expect(chip.getAttribute('dir')).toBe('ltr');
    expect(chip.getAttribute('translate')).toBe('no');
  });

  test('while TLP:RED is shown the page knows it, and no longer', async () => {
    const { unmount } = await renderPiece(<TlpChip level="TLP:RED" />);
    expect(redOnScreen.isShown()).toBe(true);
    unmount();
    expect(redOnScreen.isShown()).toBe(false);
  });

  test('delivery and approvals have words, not colour alone', async () => {
    await renderPiece(
      <>
        <SyncTick delivery="saved" />
        <SyncTick delivery="at-hub" />
        <SyncTick delivery="not-accepted" />
        <Posts done={2} total={3} />
      </>,
    );
    for (const name of ['Saved here', 'At the hub', 'Not accepted', '2 of 3']) {
      expect(screen.getByRole('img', { name })).toBeTruthy();
    }
  });

  test('initials are the first letters of first and last name, in any script', () => {
    expect(initialsOf('Amina Dessalou')).toBe('AD');
    expect(initialsOf('陈玉兰')).toBe('陈');
    expect(initialsOf('يوسف طرحال')).toBe('يط');
    expect(initialsOf('  ')).toBe('');
  });
});

describe('texts', () => {
  test('differences are spoken: what was added and what was removed', async () => {
    await renderPiece(<WordDiff before="Clear 200 m" after="Clear 400 m now" lang="en" />);
    expect(document.querySelector('del')?.textContent).toBe('removed 200');
    expect(document.querySelector('ins')?.textContent).toBe('added 400');
  });

  test('found words are marked and broken ranges do no harm', async () => {
    await renderPiece(
      <MarkedText
        text="Set the cordon"
        lang="en"
        matches={[
          [8, 14],
          [2, 4],
          [20, 30],
        ]}
      />,
    );
    expect(document.querySelectorAll('mark')).toHaveLength(1);
    expect(screen.getByText('cordon').tagName).toBe('MARK');
  });

  test('a title in another language keeps its own direction', async () => {
    await renderPiece(<RecordHeader title="جسم متروك" lang="ar" tlp="TLP:GREEN" />);
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.querySelector('bdi')?.getAttribute('dir')).toBe('rtl');
    expect(heading.querySelector('bdi')?.getAttribute('lang')).toBe('ar');
  });
});

describe('controls', () => {
  test('a filter chip says whether it is pressed and how many it shows', async () => {
    const onClick = vi.fn();
    await renderPiece(
      <FilterChip selected count={1480} onClick={onClick}>
        All
      </FilterChip>,
    );
    const chip = screen.getByRole('button', { name: 'All 1,480', pressed: true });
    fireEvent.click(chip);
    expect(onClick).toHaveBeenCalledOnce();
  });

  test('a switch is a radio group whose short labels are spoken in full', async () => {
    const onChange = vi.fn();
    await renderPiece(
      <SegmentedSwitch
        label="Language"
        value="en"
        onChange={onChange}
        options={[
          { value: 'en', label: 'EN', spoken: 'English' },
          { value: 'ru', label: 'РУ', spoken: 'Russian, outdated', isBehind: true },
        ]}
      />,
    );
    expect((screen.getByRole('radio', { name: 'English' }) as HTMLInputElement).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'Russian, outdated' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith('ru');
  });

  test('a row opens by its title and from anywhere on it, but not from a control inside it', async () => {
    const onOpen = vi.fn();
    await renderPiece(<ListRow title="Evidence" sub="2.1" end={<button type="button">Run</button>} onOpen={onOpen} />);
    fireEvent.click(screen.getByRole('button', { name: 'Evidence' }));
    fireEvent.pointerUp(screen.getByText('2.1'), { button: 0 });
    expect(onOpen).toHaveBeenCalledTimes(2);
    fireEvent.pointerUp(screen.getByRole('button', { name: 'Run' }), { button: 0 });
    expect(onOpen).toHaveBeenCalledTimes(2);
  });

  test('an empty list says why and offers one thing to do', async () => {
    const onClick = vi.fn();
    await renderPiece(
      <EmptyState icon={IconListSearch} title="No observations yet" action={{ label: 'Note one', keys: 'O', onClick }}>
        They appear here.
      </EmptyState>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Note one' }));
    expect(onClick).toHaveBeenCalledOnce();
  });

  test('only news interrupts a screen reader', async () => {
    await renderPiece(
      <>
        <Banner tone="bad" title="Not saved." isNews />
        <Banner tone="due">No radio within 25 m.</Banner>
      </>,
    );
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  test('a trail is an ordered list that says which step is in view', async () => {
    await renderPiece(
      <Trail label="Steps">
        <StepCard mark={1} title="Log the report" />
        <StepCard mark={2} title="Set the cordon" isInView />
      </Trail>,
    );
    const steps = screen.getAllByRole('listitem');
    expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([null, 'step']);
    expect(screen.getByRole('heading', { name: 'Set the cordon' })).toBeTruthy();
  });
});
