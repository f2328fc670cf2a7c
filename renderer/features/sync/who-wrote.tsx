import { useTranslation } from 'react-i18next';
import { usePersonName } from './use-person-name.ts';

/** "Tomasz Veld, Tolmara Highlands": who wrote something and where they work; "you" for the person who looks. */
export function WhoWrote({ person }: { readonly person: string }) {
  const { t } = useTranslation('sync');
  const { name, centre, isMe } = usePersonName()(person);
  return (
    <>
      {isMe ? t('who.you') : <bdi>{name}</bdi>}
      {centre && (
        <>
          {t('comma')}
          <bdi>{centre}</bdi>
        </>
      )}
    </>
  );
}
