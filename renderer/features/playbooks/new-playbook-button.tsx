import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import { useNewPlaybook } from './use-new-playbook.ts';

/** Begins a playbook from nothing; who may write in several scopes says in which. */
export function NewPlaybookButton() {
  const { t } = useTranslation('playbooks');
  const { scopes, begin } = useNewPlaybook();
  const label = t('editor.newPlaybook');
  const [only] = scopes;
  useScreenCommands(
    scopes.map(({ id, name }) => ({
      id: `new-playbook-${id}`,
      icon: IconPlus,
      label: () => (scopes.length === 1 ? label : t('editor.newPlaybookIn', { scope: name })),
      run: () => begin(id),
    })),
  );
  if (only === undefined) return null;
  if (scopes.length === 1) {
    return (
      <ActionButton icon={IconPlus} onClick={() => void begin(only.id)}>
        {label}
      </ActionButton>
    );
  }
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionButton icon={IconPlus}>{label}</ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('editor.newPlaybookWhere')}</Menu.Label>
        {scopes.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => void begin(id)}>
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
