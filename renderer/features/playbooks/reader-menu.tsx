import { Menu } from '@mantine/core';
import {
  IconArrowRightBar,
  IconClipboardCheck,
  IconFileExport,
  IconFileText,
  IconRosetteDiscountCheck,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import { cacaoOf, cacaoText } from '../../../shared/domain/cacao/cacao-of.ts';
import { deleteRecord } from '../../../shared/domain/edit.ts';
import { peopleInCacao } from '../../../shared/domain/exchange/people-in-file.ts';
import { playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import { statesOfFrozen } from '../../../shared/domain/release/frozen-playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { useSaveAttachment } from '../../data/attachments/use-save-attachment.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { fileNameOf } from '../../data/file-name.ts';
import type { Moving } from '../../data/moves/use-moving.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useSaveLeaving } from '../../data/use-save-leaving.ts';
import { type Icon, iconStroke } from '../../ui/icon.ts';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import type { OpenPlaybook } from './use-playbook.ts';

interface ReaderMenuProps {
  /** What is read, and goes out. */
  readonly open: OpenPlaybook;
  /** What its writers work on. */
  readonly draft: OpenPlaybook;
  readonly onMove: Moving['begin'];
  onPrintForm(): Promise<void>;
}

/** What is done with a playbook now and then: out as CACAO, its original, to another centre, away. */
export function ReaderMenu({ open, draft, onMove, onPrintForm }: ReaderMenuProps) {
  const { t } = useTranslation('playbooks');
  const { t: words } = useTranslation('data');
  const { may } = useProfile();
  const { playbook } = open;
  const navigate = useNavigate();
  const toReleases = () => void navigate({ to: `/playbooks/${playbook.id}/releases` as never });
  const out = useExport(open);
  const remove = useDelete(draft);
  const deleteWords = t('reader.delete', { count: draft.steps.byId.size });
  const mayDelete = may('delete', 'playbook', playbook.scope);
  useScreenCommands([
    { id: 'releases', icon: IconRosetteDiscountCheck, label: () => t('release.all'), run: toReleases },
    { id: 'print-form', icon: IconClipboardCheck, label: () => t('form.print'), run: () => void onPrintForm() },
    { id: 'export', icon: IconFileExport, label: () => t('reader.export'), run: () => out.cacao() },
    ...(onMove ? [{ id: 'move', icon: IconArrowRightBar, label: () => words('move.act'), run: onMove }] : []),
    ...(mayDelete ? [{ id: 'delete', icon: IconTrash, label: () => deleteWords, run: () => remove() }] : []),
  ]);
  return (
    <Menu.Dropdown>
      <Item icon={IconRosetteDiscountCheck} label={t('release.all')} onClick={toReleases} />
      <Item icon={IconClipboardCheck} label={t('form.print')} onClick={() => void onPrintForm()} />
      <Item icon={IconFileExport} label={t('reader.export')} onClick={() => void out.cacao()} />
      {playbook.original !== undefined && (
        <Item icon={IconFileText} label={t('reader.original')} onClick={() => void out.original()} />
      )}
      {onMove && <Item icon={IconArrowRightBar} label={words('move.act')} onClick={onMove} />}
      {mayDelete && (
        <>
          <Menu.Divider />
          <Item icon={IconTrash} label={deleteWords} isDanger onClick={() => void remove()} />
        </>
      )}
    </Menu.Dropdown>
  );
}

interface ItemProps {
  readonly icon: Icon;
  readonly label: string;
  readonly isDanger?: boolean;
  onClick(): void;
}

function Item({ icon: ItemIcon, label, isDanger = false, onClick }: ItemProps) {
  return (
    <Menu.Item
      {...(isDanger ? { color: 'var(--wp-bad)' } : {})}
      leftSection={<ItemIcon size={16} stroke={iconStroke} aria-hidden="true" />}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  );
}

function useExport({ playbook, steps, frozen }: OpenPlaybook) {
  const engine = useEngine();
  const { t } = useTranslation('data');
  const save = useSaveLeaving();
  const saveAttachment = useSaveAttachment();
  return {
    async cacao() {
      const { scope, changedAt: at } = playbook;
      const [state, ...children] = frozen
        ? statesOfFrozen(frozen, { scope, at })
        : await engine.open([playbook.id, ...steps.byId.keys()]);
      if (state === undefined) return;
      const { document } = cacaoOf(state, children);
      save({
        name: `${fileNameOf(Object.values(playbook.title)[0] ?? playbook.id)}.json`,
        what: [t('leaving.playbook', { steps: steps.byId.size })],
        people: peopleInCacao(document),
        marking: playbook.marking ?? null,
        bytes: () => utf8(cacaoText(document)),
      });
    },
    original: () => saveAttachment(playbook.original ?? ''),
  };
}

function useDelete({ playbook, steps }: OpenPlaybook) {
  const engine = useEngine();
  const { apply } = useApply();
  return async () => {
    const states = await engine.open([playbook.id, ...steps.byId.keys()]);
    const drafts = states.flatMap((state) => {
      const deleted = deleteRecord(state.type === step.type ? step : playbookDeclaration, state);
      return deleted.ok ? deleted.value : [];
    });
    await apply(drafts);
  };
}
