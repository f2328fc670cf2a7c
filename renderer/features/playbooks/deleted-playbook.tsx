import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { restoreRecord } from '../../../shared/domain/edit.ts';
import type { Playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { NotHere } from '../../ui/not-here.tsx';

/** Where a playbook was that was deleted: nothing is gone, and the way back is one press. */
export function DeletedPlaybook({ playbook }: { readonly playbook: Playbook }) {
  const { t } = useTranslation('playbooks');
  const engine = useEngine();
  const { may } = useProfile();
  const { apply } = useApply();
  const restore = async () => {
    const entries = await engine.list({ type: step.type, parent: playbook.id, withDeleted: true });
    const deleted = entries.filter((entry) => entry.deleted).map((entry) => entry.id);
    const states = await engine.open([playbook.id, ...deleted]);
    await apply(states.flatMap(restoreRecord));
  };
  const canRestore = may('delete', 'playbook', playbook.scope);
  const list = { label: t('rail.label'), path: '/playbooks' };
  const undo = canRestore ? { label: t('reader.undo'), onClick: () => void restore() } : undefined;
  return (
    <NotHere icon={IconTrash} cause="deleted" what={t('reader.deleted')} list={list} action={undo}>
      <bdi>{Object.values(playbook.title)[0]}</bdi>
    </NotHere>
  );
}
