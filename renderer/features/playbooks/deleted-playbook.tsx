import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { restoreRecord } from '../../../shared/domain/edit.ts';
import type { Playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { useEngine, useProfile } from '../../data/engine-context.tsx';
import { useApply } from '../../data/use-apply.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { TopBar } from '../../ui/top-bar.tsx';

/** Where a playbook was that was deleted: nothing is gone, and the way back is one press. */
export function DeletedPlaybook({ playbook }: { readonly playbook: Playbook }) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
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
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/playbooks' }]} />
      <ScreenHeading size="unseen">{t('reader.deleted')}</ScreenHeading>
      <EmptyState
        icon={IconTrash}
        title={t('reader.deleted')}
        action={
          canRestore
            ? { label: t('reader.undo'), onClick: () => void restore() }
            : { label: t('import.library'), onClick: () => void navigate({ to: '/playbooks' }) }
        }
      >
        <bdi>{Object.values(playbook.title)[0]}</bdi>
      </EmptyState>
    </>
  );
}
