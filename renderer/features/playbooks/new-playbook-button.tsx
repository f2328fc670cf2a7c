import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import { useNewPlaybook } from './use-new-playbook.ts';

/** Begins a playbook from nothing. */
export function NewPlaybookButton() {
  const { t } = useTranslation('playbooks');
  const create = useNewPlaybook();
  const label = t('editor.newPlaybook');
  useScreenCommands(create === null ? [] : [{ id: 'new-playbook', icon: IconPlus, label: () => label, run: create }]);
  if (create === null) return null;
  return (
    <ActionButton icon={IconPlus} onClick={() => void create()}>
      {label}
    </ActionButton>
  );
}
