import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../shared/base/ids.ts';
import { doneKinds } from '../../../shared/domain/workflow/edit-steps.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { StepActs } from './use-step-acts.ts';

interface AddAfterMenuProps {
  readonly id: RecordId;
  readonly acts: StepActs;
  readonly kind?: 'quiet';
}

/** Asks what kind of step comes after this one, in the list as in the picture. */
export function AddAfterMenu({ id, acts, kind }: AddAfterMenuProps) {
  const { t } = useTranslation('playbooks');
  return (
    <Menu position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <ActionButton icon={IconPlus} {...(kind === undefined ? {} : { kind })}>
          {t('editor.addAfter')}
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        {doneKinds.map((each) => (
          <Menu.Item key={each} onClick={() => void acts.addAfter(id, each)}>
            {t(`editor.kind.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
