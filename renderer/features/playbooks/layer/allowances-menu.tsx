import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Allowance, adaptableFields, defaultAllowances } from '../../../../shared/domain/adaptation/adaptable.ts';
import { step as stepDeclaration } from '../../../../shared/domain/step.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useSetFields } from '../../../data/use-set-fields.ts';
import { iconStroke } from '../../../ui/icon.ts';
import type { NumberedStep } from '../steps-model.ts';
import { fieldWord } from './layer-words.ts';

/** While a playbook is edited: what its author lets centres do to a step. */
export function AllowancesMenu({
  entry: { step, number },
  ofPlaybook,
}: {
  readonly entry: NumberedStep;
  readonly ofPlaybook: readonly string[] | undefined;
}) {
  const { t } = useTranslation('playbooks');
  const { may } = useProfile();
  const { set } = useSetFields();
  if (!may('edit', step.type, step.scope)) return null;
  const now = step.adaptable ?? ofPlaybook ?? defaultAllowances;
  const turn = (word: Allowance) => {
    const next = now.includes(word) ? now.filter((each) => each !== word) : [...now, word];
    void set(stepDeclaration, step.id, { adaptable: [...next].sort() });
  };
  const label = t('layer.allow.label', { number });
  const Icon = now.length === 0 ? IconLock : IconLockOpen;
  const item = (word: Allowance, text: string) => (
    <Menu.Item
      key={word}
      leftSection={
        <IconCheck size={16} stroke={2} aria-hidden="true" visibility={now.includes(word) ? 'visible' : 'hidden'} />
      }
      onClick={() => turn(word)}
    >
      {text}
      <span className="wp-unseen"> {now.includes(word) ? t('layer.allow.yes') : t('layer.allow.no')}</span>
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" shadow="md" withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon size={28} aria-label={label} title={label}>
          <Icon size={16} stroke={iconStroke} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('layer.allow.title')}</Menu.Label>
        {item('notes', t('layer.allow.notes'))}
        {item('additions', t('layer.allow.additions'))}
        {item('replacements', t('layer.allow.replacements'))}
        {!now.includes('replacements') &&
          adaptableFields.map((field) => item(`replace:${field}`, t('layer.replace', { field: fieldWord(t, field) })))}
      </Menu.Dropdown>
    </Menu>
  );
}
