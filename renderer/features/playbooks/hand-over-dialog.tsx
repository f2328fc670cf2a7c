import { IconTransfer } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { FormField } from '../../ui/form-field.tsx';
import { RunDialog } from './run-dialog.tsx';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

interface HandOverDialogProps {
  readonly open: OpenRun;
  readonly actions: RunActions;
  onClose(): void;
}

/** Hands a run to another person: to whom, and why. It is one more entry of the run; what was entered stays. */
export function HandOverDialog({ open, actions, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('playbooks');
  const [to, setTo] = useState('');
  const [why, setWhy] = useState('');
  const leader = open.progress.leaders.at(-1)?.name;
  const people = [...new Set(open.events.map(({ by }) => by ?? ''))].filter((name) => name !== '' && name !== leader);
  const isComplete = to.trim() !== '' && why.trim() !== '';
  const submit = async () => {
    if (!isComplete) return;
    if (await actions.note('handed-over', { to: to.trim(), text: why.trim() })) onClose();
  };
  return (
    <RunDialog
      title={t('run.handOverTitle')}
      act={t('run.handOver')}
      icon={IconTransfer}
      mirrorIcon
      disabled={!isComplete || actions.saving}
      onSend={submit}
      onClose={onClose}
    >
      <p>{t('run.handOverWhat')}</p>
      <FormField
        label={t('run.handOverTo')}
        hint={t('run.authorityHint')}
        maxLength={300}
        required
        autoFocus
        suggestions={people}
        value={to}
        onChange={setTo}
      />
      <FormField label={t('run.handOverWhy')} lines={2} maxLength={noteLimit} required value={why} onChange={setWhy} />
    </RunDialog>
  );
}
