import { Menu } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePersonalMemory } from '../../data/personal-memory.ts';
import { renamedView, type SavedView, viewShowing, viewsOf, withoutView } from '../../data/saved-views.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import css from './library.module.css';
import type { LibraryPlace } from './use-library-place.ts';
import { ViewNameDialog } from './view-name-dialog.tsx';

/** Of which list views are kept here. */
const list = '/playbooks';

/** Views that were saved under a name: chosen, saved, renamed and removed from one menu. */
export function LibraryViews({ place }: { readonly place: LibraryPlace }) {
  const { t } = useTranslation('playbooks');
  const announce = useAnnounce();
  const { views: all, changeViews } = usePersonalMemory();
  const [naming, setNaming] = useState<'new' | SavedView | null>(null);
  const views = viewsOf(all, list);
  const shown = viewShowing(views, place.kept);
  const isUsual = Object.keys(place.kept).length === 0;
  const remove = (view: SavedView) => {
    changeViews((now) => withoutView(now, view));
    announce(t('library.views.removed', { name: view.name }));
  };
  const save = (name: string) => {
    const before = naming;
    setNaming(null);
    if (before === null) return;
    if (before === 'new') changeViews((now) => [...now, { list, name, place: place.kept }]);
    else changeViews((now) => renamedView(now, before, name));
    announce(before === 'new' ? t('library.views.saved', { name }) : t('library.views.renamed', { name }));
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={280} withinPortal>
        <Menu.Target>
          <ActionButton kind="quiet" icon={IconBookmark}>
            {shown === null ? t('library.views.label') : <bdi>{t('library.views.current', { name: shown.name })}</bdi>}
          </ActionButton>
        </Menu.Target>
        <Menu.Dropdown mah={420} className={css.menu}>
          {views.length === 0 && <Menu.Label>{t('library.views.none')}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.name}
              aria-current={view === shown}
              leftSection={
                view === shown ? <IconCheck size={15} stroke={2} aria-hidden="true" /> : <span className={css.gap} />
              }
              onClick={() => place.show(view.place)}
            >
              <bdi>{view.name}</bdi>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <ViewActs shown={shown} isUsual={isUsual} onName={setNaming} onRemove={remove} />
        </Menu.Dropdown>
      </Menu>
      {naming !== null && (
        <ViewNameDialog
          list={list}
          views={views}
          view={naming === 'new' ? null : naming}
          onSave={save}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  );
}

interface ViewActsProps {
  readonly shown: SavedView | null;
  /** Nothing was chosen that a view could keep. */
  readonly isUsual: boolean;
  onName(view: 'new' | SavedView): void;
  onRemove(view: SavedView): void;
}

/** What can be done with what is shown: saved where it is no view yet, else renamed or removed. */
function ViewActs({ shown, isUsual, onName, onRemove }: ViewActsProps) {
  const { t } = useTranslation('playbooks');
  const look = { size: 15, stroke: 1.7 } as const;
  if (shown === null) {
    return (
      <>
        <Menu.Item
          leftSection={<IconBookmarkPlus {...look} aria-hidden="true" />}
          disabled={isUsual}
          onClick={() => onName('new')}
        >
          {t('library.views.save')}
        </Menu.Item>
        {isUsual && <Menu.Label>{t('library.views.saveHint')}</Menu.Label>}
      </>
    );
  }
  return (
    <>
      <Menu.Item leftSection={<IconPencil {...look} aria-hidden="true" />} onClick={() => onName(shown)}>
        {t('library.views.rename', { name: shown.name })}
      </Menu.Item>
      <Menu.Item leftSection={<IconTrash {...look} aria-hidden="true" />} onClick={() => onRemove(shown)}>
        {t('library.views.remove', { name: shown.name })}
      </Menu.Item>
    </>
  );
}
