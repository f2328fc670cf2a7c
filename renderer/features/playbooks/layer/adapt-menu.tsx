import { ActionIcon, Menu } from '@mantine/core';
import { IconGitBranch, IconListDetails, IconNote, IconReplace } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  defaultAllowances,
  isAllowed,
  type PieceKind,
  replaceableFields,
} from '../../../../shared/domain/adaptation/adaptable.ts';
import { iconStroke } from '../../../ui/icon.ts';
import type { NumberedStep } from '../steps-model.ts';
import { fieldWord } from './layer-words.ts';

interface AdaptMenuProps {
  readonly entry: NumberedStep;
  /** What the core's author says for the whole playbook. */
  readonly ofPlaybook: readonly string[] | undefined;
}

/** What the centre may do to this step; what the core does not allow is not offered, and the menu says so. */
export function AdaptMenu({ entry: { step, number }, ofPlaybook }: AdaptMenuProps) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const allowances = step.adaptable ?? ofPlaybook ?? defaultAllowances;
  const begin = (kind: PieceKind, field?: string) =>
    void navigate({
      to: `/playbooks/${step.playbook}/adapt`,
      search: { step: step.id, kind, ...(field === undefined ? {} : { field }) } as never,
    });
  const fields = replaceableFields(allowances);
  const [notes, additions] = [isAllowed(allowances, 'note', null), isAllowed(allowances, 'addition', null)];
  const label = t('layer.adaptStep', { number });
  const icon = (Icon: typeof IconNote) => <Icon size={16} stroke={iconStroke} aria-hidden="true" />;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon size={28} aria-label={label} title={label}>
          <IconGitBranch size={16} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {notes && (
          <Menu.Item leftSection={icon(IconNote)} onClick={() => begin('note')}>
            {t('layer.addNote')}
          </Menu.Item>
        )}
        {additions && (
          <Menu.Item leftSection={icon(IconListDetails)} onClick={() => begin('addition')}>
            {t('layer.addStep')}
          </Menu.Item>
        )}
        {fields.map((field) => (
          <Menu.Item key={field} leftSection={icon(IconReplace)} onClick={() => begin('replacement', field)}>
            {t('layer.replace', { field: fieldWord(t, field) })}
          </Menu.Item>
        ))}
        {fields.length === 0 && (
          <Menu.Label>{notes || additions ? t('layer.textFixed') : t('layer.allFixed')}</Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
