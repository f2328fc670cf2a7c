import { Checkbox, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import { roles as allRoles, type Role } from '../../shared/domain/policy/roles.ts';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import card from './account-screen.module.css';
import { CardForm } from './card-form.tsx';
import css from './enrol-screen.module.css';
import { callHub } from './hub-api.ts';
import { PersonSelect } from './person-select.tsx';
import { networkKey } from './queries.ts';
import body from './screen-body.module.css';

/** Proposes roles for somebody whom one sees; others sign. Nothing where there is nobody to propose for. */
export function ProposeRoles({ members: { people, scopes, needed } }: { readonly members: Members }) {
  const { t } = useTranslation('coordinator');
  const words = useTranslate();
  const client = useQueryClient();
  const announce = useAnnounce();
  const [chosen, setChosen] = useState<readonly Role[]>([]);
  const propose = useMutation({
    mutationFn: (at: { readonly person: string; readonly scope: string }) =>
      callHub('/members/propose', { ...at, roles: chosen }),
    onSuccess: () => {
      setChosen([]);
      announce(t('members.done.propose'));
      return client.invalidateQueries({ queryKey: networkKey });
    },
  });
  if (people.length === 0 || scopes.length === 0) return null;
  return (
    <section className={body.section} aria-labelledby="propose">
      <SectionHead id="propose" title={t('members.propose')} />
      <p className={body.note}>{t('members.needed', { needed })}</p>
      <Panel className={card.panel}>
        <CardForm
          error={propose.error}
          isPending={propose.isPending || chosen.length === 0}
          act={t('members.act')}
          onSend={(field) => propose.mutate({ person: field('person'), scope: field('scope') })}
        >
          <PersonSelect people={people} />
          <NativeSelect name="scope" label={t('members.scope')}>
            {scopes.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
          <Checkbox.Group value={[...chosen]} onChange={(next) => setChosen(next as Role[])}>
            <fieldset className={css.group}>
              <legend>{t('members.roles')}</legend>
              <div className={css.roles}>
                {allRoles.map((role) => (
                  <Checkbox key={role} value={role} label={roleNames[role](words)} />
                ))}
              </div>
            </fieldset>
          </Checkbox.Group>
        </CardForm>
      </Panel>
    </section>
  );
}
