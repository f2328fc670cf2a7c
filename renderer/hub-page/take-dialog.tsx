import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile, ScopeInfo } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import css from './device-pane.module.css';
import { FailureBanner } from './failure-banner.tsx';
import { callHub } from './hub-api.ts';
import { networkKey } from './queries.ts';

/** A role that somebody is about to take away. */
export interface Taking {
  readonly person: Profile;
  readonly role: Role;
  readonly scope: Pick<ScopeInfo, 'id' | 'name'>;
}

/** Asks once more before a role is taken away, and says what follows. */
export function TakeDialog({ taking, onClose }: { readonly taking: Taking; onClose(): void }) {
  const { t } = useTranslation('coordinator');
  const words = useTranslate();
  const client = useQueryClient();
  const announce = useAnnounce();
  const { person, role, scope } = taking;
  const take = useMutation({
    mutationFn: () => callHub('/members/take', { person: person.person, scope: scope.id, role }),
    onSuccess: async () => {
      announce(t('members.done.take'));
      onClose();
      await client.invalidateQueries({ queryKey: networkKey });
    },
  });
  const named = { role: roleNames[role](words), name: person.name };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('members.takeTitle', named)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={css.dialog}>
        <p>{t('members.takeWhat', { scope: scope.name })}</p>
        <FailureBanner error={take.error} />
        <div className={css.acts}>
          <ActionButton kind="danger" disabled={take.isPending} onClick={() => take.mutate()}>
            {t('members.take')}
          </ActionButton>
          <ActionButton kind="quiet" onClick={onClose}>
            {t('cancel')}
          </ActionButton>
        </div>
      </div>
    </Modal>
  );
}
