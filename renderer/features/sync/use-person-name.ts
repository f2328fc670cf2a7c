import { useTranslation } from 'react-i18next';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';

export interface Somebody {
  readonly name: string;
  readonly centre: string | null;
  readonly isMe: boolean;
}

/** Who a person id stands for. Only people of this laptop are known by name; others by the beginning of their id. */
export function usePersonName(): (person: string) => Somebody {
  const { t } = useTranslation('sync');
  const { profiles } = useIdentity();
  const { person: me } = useProfile();
  return (person) => {
    const known = profiles.find((profile) => profile.person === person);
    const isMe = person === me;
    if (known === undefined) return { name: t('who.unknown', { id: person.slice(0, 8) }), centre: null, isMe };
    return { name: known.name, centre: known.centre, isMe };
  };
}
