import { Menu } from '@mantine/core';
import { IconArrowRightBar, IconClipboardCheck, IconFileExport, IconFileText, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../shared/base/bytes.ts';
import { cacaoOf, cacaoText } from '../../../shared/domain/cacao/cacao-of.ts';
import { deleteRecord } from '../../../shared/domain/edit.ts';
import { playbook as playbookDeclaration } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { useSaveAttachment } from '../../data/attachments/use-save-attachment.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { fileNameOf } from '../../data/file-name.ts';
import type { Moving } from '../../data/moves/use-moving.tsx';
import { useApply } from '../../data/use-apply.ts';
import { useSaveFile } from '../../data/use-save-file.ts';
import { iconStroke } from '../../ui/icon.ts';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import type { OpenPlaybook } from './use-playbook.ts';

interface ReaderMenuProps {
  readonly open: OpenPlaybook;
  readonly onMove: Moving['begin'];
  onPrintForm(): Promise<void>;
}

/** What is done with a playbook now and then: out as CACAO, its original, to another centre, away. */
export function ReaderMenu({ open, onMove, onPrintForm }: ReaderMenuProps) {
  const { t } = useTranslation('playbooks');
  const { t: words } = useTranslation('data');
  const { may } = useProfile();
  const { playbook, steps } = open;
  const out = useExport(open);
  const remove = useDelete(open);
  const deleteWords = t('reader.delete', { count: steps.byId.size });
  const mayDelete = may('delete', 'playbook', playbook.scope);
  useScreenCommands([
    { id: 'print-form', icon: IconClipboardCheck, label: () => t('form.print'), run: () => void onPrintForm() },
    { id: 'export', icon: IconFileExport, label: () => t('reader.export'), run: () => out.cacao() },
    ...(onMove ? [{ id: 'move', icon: IconArrowRightBar, label: () => words('move.act'), run: onMove }] : []),
    ...(mayDelete ? [{ id: 'delete', icon: IconTrash, label: () => deleteWords, run: () => remove() }] : []),
  ]);
  return (
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<IconClipboardCheck size={16} stroke={iconStroke} aria-hidden="true" />}
        onClick={() => void onPrintForm()}
      >
        {t('form.print')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileExport size={16} stroke={iconStroke} aria-hidden="true" />}
        onClick={() => void out.cacao()}
      >
        {t('reader.export')}
      </Menu.Item>
      {playbook.original !== undefined && (
        <Menu.Item
          leftSection={<IconFileText size={16} stroke={iconStroke} aria-hidden="true" />}
          onClick={() => void out.original()}
        >
          {t('reader.original')}
        </Menu.Item>
      )}
      {onMove && (
        <Menu.Item
          leftSection={<IconArrowRightBar size={16} stroke={iconStroke} aria-hidden="true" />}
          onClick={onMove}
        >
          {words('move.act')}
        </Menu.Item>
      )}
      {mayDelete && (
        <>
          <Menu.Divider />
          <Menu.Item
            color="var(--wp-bad)"
            leftSection={<IconTrash size={16} stroke={iconStroke} aria-hidden="true" />}
            onClick={() => void remove()}
          >
            {deleteWords}
          </Menu.Item>
        </>
      )}
    </Menu.Dropdown>
  );
}

function useExport({ playbook, steps }: OpenPlaybook) {
  const engine = useEngine();
  const save = useSaveFile();
  const saveAttachment = useSaveAttachment();
  return {
    async cacao() {
      const [state, ...children] = await engine.open([playbook.id, ...steps.byId.keys()]);
      if (state === undefined) return;
      const { document } = cacaoOf(state, children);
      await save(`${fileNameOf(Object.values(playbook.title)[0] ?? playbook.id)}.json`, utf8(cacaoText(document)));
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
