import { Menu } from '@mantine/core';
import { IconFileImport, IconFiles, IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import type { Importer } from './use-import.ts';

/** Files or a whole folder. */
export function ImportButton({ importer }: { readonly importer: Importer }) {
  const { t } = useTranslation('playbooks');
  const pickFiles = () => void importer.pick('files');
  const pickFolder = () => void importer.pick('folder');
  useScreenCommands(
    importer.isAllowed
      ? [
          { id: 'import-files', icon: IconFiles, label: () => t('library.importFiles'), run: pickFiles },
          { id: 'import-folder', icon: IconFolder, label: () => t('library.importFolder'), run: pickFolder },
        ]
      : [],
  );
  if (!importer.isAllowed) return null;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionButton icon={IconFileImport}>{t('library.import')}</ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFiles size={16} stroke={iconStroke} aria-hidden="true" />} onClick={pickFiles}>
          {t('library.importFiles')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolder size={16} stroke={iconStroke} aria-hidden="true" />} onClick={pickFolder}>
          {t('library.importFolder')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
