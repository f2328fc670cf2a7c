import { Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreateCode, Me, People } from '../../shared/coordinator/contract.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Panel } from '../ui/panel.tsx';
import css from './enrol-screen.module.css';
import { textOf } from './form-text.ts';
import { networkKey } from './queries.ts';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

interface EnrolFormProps<T> {
  readonly me: Me;
  readonly people: People;
  /** On the button that sends. */
  readonly act: string;
  /** What the hub does with the people and their roles. */
  send(order: CreateCode): Promise<T>;
  onDone(done: T): void;
}

/** Who will use the laptop, known or new, and the roles that they get with it. */
export function EnrolForm<T>({ me, people, act, send, onDone }: EnrolFormProps<T>) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const create = useMutation({
    mutationFn: send,
    onSuccess: async (done) => {
      onDone(done);
      await client.invalidateQueries({ queryKey: networkKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = textOf(event.currentTarget);
    const [name, centre] = [field('name'), field('centre')];
    create.mutate({
      persons: [...chosen],
      newPersons: name === '' ? [] : [{ name, centre }],
      grants: me.scopes.flatMap(({ id }) => {
        const roles = me.mayGive.filter((role) => given.has(`${id} ${role}`));
        return roles.length === 0 ? [] : [{ scope: id, roles }];
      }),
    });
  };
  return (
    <Panel>
      <form className={css.form} onSubmit={submit}>
        <KnownPeople people={people} chosen={chosen} onChange={setChosen} />
        <NewPerson centres={people.centres} isNeeded={chosen.length === 0} />
        {me.scopes.map((scope) => (
          <RoleBoxes key={scope.id} scope={scope} roles={me.mayGive} given={given} onChange={setGiven} />
        ))}
        <FailureBanner error={create.error} />
        <div>
          <ActionButton kind="primary" size="medium" type="submit" disabled={create.isPending}>
            {act}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
}

interface KnownPeopleProps {
  readonly people: People;
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** People whom the hub knows; those who hold more than one may give stand there without a choice. */
function KnownPeople({ people, chosen, onChange }: KnownPeopleProps) {
  const { t } = useTranslation('coordinator');
  if (people.people.length === 0) return null;
  return (
    <Checkbox.Group value={[...chosen]} onChange={onChange}>
      <fieldset className={css.group}>
        <legend>{t('enrol.known')}</legend>
        <div className={css.people}>
          {people.people.map(({ person, mayEnrol }) => (
            <Checkbox
              key={person.person}
              value={person.person}
              disabled={!mayEnrol}
              label={<bdi>{person.name}</bdi>}
              description={mayEnrol ? <bdi>{person.centre}</bdi> : t('enrol.holdsMore')}
            />
          ))}
        </div>
      </fieldset>
    </Checkbox.Group>
  );
}

function NewPerson({ centres, isNeeded }: { readonly centres: readonly string[]; readonly isNeeded: boolean }) {
  const { t } = useTranslation('coordinator');
  const [name, setName] = useState('');
  return (
    <fieldset className={css.group}>
      <legend>{t('enrol.new')}</legend>
      <div className={css.pair}>
        <TextInput
          name="name"
          label={t('enrol.name')}
          dir="auto"
          required={isNeeded}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          name="centre"
          label={t('enrol.centre')}
          dir="auto"
          required={name !== ''}
          maxLength={200}
          list="centres"
        />
      </div>
      <datalist id="centres">
        {centres.map((centre) => (
          <option key={centre} value={centre} />
        ))}
      </datalist>
    </fieldset>
  );
}

interface RoleBoxesProps {
  readonly scope: Me['scopes'][number];
  readonly roles: readonly Role[];
  readonly given: ReadonlySet<string>;
  onChange(given: ReadonlySet<string>): void;
}

function RoleBoxes({ scope, roles, given, onChange }: RoleBoxesProps) {
  const { t } = useTranslation('coordinator');
  const words = useTranslate();
  const toggle = (key: string) => {
    const next = new Set(given);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <fieldset className={css.group}>
      <legend>{t('enrol.roles', { scope: scope.name })}</legend>
      <div className={css.roles}>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={roleNames[role](words)}
            checked={given.has(`${scope.id} ${role}`)}
            onChange={() => toggle(`${scope.id} ${role}`)}
          />
        ))}
      </div>
    </fieldset>
  );
}
