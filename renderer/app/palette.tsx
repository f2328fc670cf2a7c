import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import css from './palette.module.css';
import { useOwnCommands, useScreenItems } from './palette-commands.ts';
import {
  filterItems,
  type PaletteItem,
  useEverything,
  useFeatureCommands,
  usePlaces,
  useRecentItems,
} from './palette-items.ts';
import { nextKind, PaletteKinds } from './palette-kinds.tsx';
import { PaletteList } from './palette-list.tsx';
import { useMarkedItem } from './use-marked-item.ts';
import { type FoundSections, usePaletteHits } from './use-palette-hits.ts';
import { useRecordSections } from './use-record-sections.ts';

export interface PaletteProps {
  readonly isOpen: boolean;
  onClose(): void;
}

/** Ctrl/Cmd-K: go to, search, do. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const { t } = useTranslation('app');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={<span className="wp-unseen">{t('palette.title')}</span>}
      withCloseButton={false}
      size={760}
      yOffset="9vh"
      padding={0}
      radius={12}
      // It answers a key: no motion before it can be typed into, and nothing under it scrolls.
      transitionProps={{ duration: 0 }}
      lockScroll={false}
      styles={{
        header: { minHeight: 0, padding: 0 },
        body: { padding: 0 },
        content: { background: 'var(--wp-raised)' },
      }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

function PaletteBody({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const { sections: found, isSettled } = useSections(query);
  const shown = found.filter(({ id }) => id === kind);
  const sections = shown.length === 0 ? found : shown;
  const everything = useEverything(query);
  const items = [...sections.flatMap((section) => section.items), ...(everything === null ? [] : [everything])];
  const run = useCallback(
    (item: PaletteItem) => {
      onClose();
      item.run();
    },
    [onClose],
  );
  const { selected, move, take } = useMarkedItem(items, `${kind ?? ''}:${query}`, isSettled, run);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // the keys belong to the input method
    if (event.key === 'Tab' && query !== '') {
      event.preventDefault();
      return setKind(nextKind(found, shown.length === 0 ? null : kind, event.shiftKey ? -1 : 1));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) everything && run(everything);
      else take();
    } else if (move(event.key)) event.preventDefault();
  };
  return (
    <div className={css.body}>
      <div className={css.field}>
        <IconSearch size={20} stroke={2} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={selected ? `${listId}-${selected.id}` : undefined}
          aria-label={t('palette.title')}
          className={css.input}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span className={css.count} role="status">
          {query !== '' && t('palette.results', { count: items.length - (everything === null ? 0 : 1) })}
        </span>
        <Kbd>Esc</Kbd>
      </div>
      {query !== '' && found.length > 0 && (
        <PaletteKinds sections={found} chosen={shown.length === 0 ? null : kind} onChoose={setKind} />
      )}
      <PaletteList id={listId} {...{ sections, everything, selected, query }} isBusy={!isSettled} onRun={run} />
      <PaletteFoot />
    </div>
  );
}

function PaletteFoot() {
  const { t } = useTranslation('app');
  return (
    <div className={css.foot} aria-hidden="true">
      <span className={css.hint}>
        <Kbd>↑↓</Kbd>
        {t('palette.choose')}
      </span>
      <span className={css.hint}>
        <Kbd>↵</Kbd>
        {t('palette.open')}
      </span>
      <span className={css.hint}>
        <Kbd>Esc</Kbd>
        {t('palette.close')}
      </span>
    </div>
  );
}

/** Where one was and what can be done here come first; once words are typed, what they find, and commands last. */
function useSections(typed: string): FoundSections & { readonly isSettled: boolean } {
  const { t } = useTranslation('app');
  const query = useDeferredValue(typed);
  const isAsked = query.trim() !== '';
  const section = (id: string, title: string, items: readonly PaletteItem[]) => ({
    id,
    title,
    items: filterItems(items, query),
  });
  const recent = section('recent', t('palette.recent'), useRecentItems());
  const here = section('here', t('palette.here'), useScreenItems());
  const places = section('go', t('palette.goTo'), usePlaces());
  const commands = section('do', t('palette.do'), [...useFeatureCommands(), ...useOwnCommands()]);
  const records = useRecordSections(query);
  const hits = usePaletteHits(query);
  const all = isAsked
    ? [places, ...records.sections, ...hits.sections, here, commands]
    : [recent, here, places, commands];
  return {
    sections: all.filter(({ items }) => items.length > 0),
    query,
    isSettled: [query, records.query, hits.query].every((answered) => answered === typed),
  };
}
