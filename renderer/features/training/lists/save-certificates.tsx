import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { certificate } from '../../../../shared/domain/certificate/certificate.ts';
import type { StandingCertificate } from '../../../../shared/domain/certificate/certificate-standing.ts';
import { type ColumnOf, tableOf } from '../../../../shared/domain/spreadsheet/table-of.ts';
import { type PersonRow, personResolver, pseudonymOf } from '../../../../shared/domain/training/roster.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { titleOfEntry } from '../course-title.ts';
import { usePersons } from '../use-persons.ts';
import { strictestMark } from './strictest-mark.ts';
import { usePersonWords } from './use-person-words.ts';

interface SaveCertificatesProps {
  readonly certificates: readonly StandingCertificate[];
}

/** Saves the list of certificates: of whom, of what, from when until when and what they are worth. */
export function SaveCertificates(props: SaveCertificatesProps) {
  return <SaveList dialog={(onClose) => <CertificatesDialog {...props} onClose={onClose} />} />;
}

type Cell = ColumnOf<StandingCertificate>['cell'];

function CertificatesDialog({ certificates, onClose }: SaveCertificatesProps & { onClose(): void }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const { may } = useProfile();
  const names = usePersonWords();
  const persons = usePersons();
  const courses = useQuery(catalogueQuery({ type: 'course' })).data;
  const sessions = useQuery(catalogueQuery({ type: 'session' })).data;
  if (persons === undefined || courses === undefined || sessions === undefined) return null;
  const listed = certificates.filter(({ scope }) => may('read', certificate.type, scope));
  const byId = new Map([...courses, ...sessions].map((entry) => [entry.id, entry]));
  const shownAs = personResolver(persons);
  const ofPerson =
    (field: 'name' | 'transliteration' | 'organisation' | 'role'): Cell =>
    ({ person }) => {
      const row: PersonRow | undefined = persons.get(shownAs(person));
      return row?.[field] ?? (field === 'name' ? pseudonymOf(person) : null);
    };
  const referenceOf = (id: string) => byId.get(id)?.values['reference'];
  const table = tableOf(listed, [
    ...(['name', 'transliteration', 'organisation', 'role'] as const).map((field) => ({
      heading: names[field],
      cell: ofPerson(field),
    })),
    { heading: t('competency.course'), cell: ({ course }) => titleOfEntry(byId.get(course), language)?.text },
    { heading: t('list.session'), cell: ({ session }) => referenceOf(session) as string | undefined },
    { heading: t('list.issuedOn'), kind: 'day', cell: ({ issuedOn }) => issuedOn },
    { heading: t('list.validUntil'), kind: 'day', cell: ({ validUntil }) => validUntil },
    { heading: t('list.state'), cell: ({ state }) => t(`certificate.state.${state}`) },
    { heading: t('list.endedOn'), kind: 'day', cell: ({ ended }) => ended?.day },
    { heading: t('list.number'), cell: ({ id }) => id },
  ]);
  const sources = listed.flatMap(({ course, session }) => [byId.get(course), byId.get(session)]);
  const title = t('tabs.certificates');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestMark(sources.filter((entry) => entry !== undefined)) }}
      name={title}
      people={new Set(listed.map(({ person }) => shownAs(person))).size}
      onClose={onClose}
    />
  );
}
