import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../shared/domain/identity.ts';
import './words.ts';

/** Which of these people a form is about: the field `person`. */
export function PersonSelect({ people }: { readonly people: readonly Profile[] }) {
  const { t } = useTranslation('coordinator');
  return (
    <NativeSelect name="person" label={t('links.person')}>
      {people.map(({ person, name, centre }) => (
        <option key={person} value={person}>
          {`${name} · ${centre}`}
        </option>
      ))}
    </NativeSelect>
  );
}
