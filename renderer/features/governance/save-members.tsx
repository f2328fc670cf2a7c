import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayHere, utcDay } from '../../../shared/base/plain-date.ts';
import { tableOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { pageClock } from '../../data/page-ports.ts';
import { networkGlanceQuery } from '../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../data/save-list.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { membersOf } from './scope-members.ts';

/** Saves who holds which role in the scopes that are shown. */
export function SaveMembers() {
  return <SaveList dialog={(onClose) => <MembersDialog onClose={onClose} />} />;
}

/** A row for each role of each member, as far as this laptop may know of them: what the screen shows. */
function MembersDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const translate = useTranslate();
  const identity = useIdentity();
  const { person: me } = useProfile();
  const { data, isPending } = useQuery(networkGlanceQuery());
  if (isPending) return null;
  const known = { identity, me, glance: data ?? null, now: pageClock.now() };
  const parts = identity.scopes.map((scope) => ({ scope, ...membersOf(scope.id, known) }));
  const rows = parts.flatMap(({ scope, members }) =>
    [...members]
      .sort((a, b) => format.compare(a.person.name, b.person.name))
      .flatMap(({ person, roles, laptops }) => roles.map((held) => ({ scope, person, laptops, ...held }))),
  );
  const table = tableOf(rows, [
    { heading: t('access.scope'), cell: ({ scope }) => scope.name },
    { heading: t('scopes.name'), cell: ({ person }) => person.name },
    { heading: t('list.centre'), cell: ({ person }) => person.centre },
    { heading: t('scopes.role'), cell: ({ role }) => roleNames[role](translate) },
    { heading: t('scopes.sinceDay'), kind: 'day', cell: ({ since }) => (since ? dayHere(since) : null) },
    // The instant at which it ends is the first of the next day, in UTC ([PO7]).
    { heading: t('access.lastDay'), kind: 'day', cell: ({ until }) => (until ? utcDay(until - 1) : null) },
    { heading: t('scopes.laptopNames'), cell: ({ laptops }) => laptops && format.list(laptops) },
  ]);
  const title = t('scopes.members');
  // As the screen says it: a list that is a part is not taken for the whole.
  const asOf = parts.find((part) => part.asOf !== null)?.asOf ?? null;
  const told = {
    when: asOf === null ? '' : format.relative(asOf, known.now),
    date: asOf === null ? '' : format.dateTime(asOf),
  };
  const notes = [
    ...(asOf === null ? [] : [t('scopes.asOf', told)]),
    ...(parts.every(({ seesAll }) => seesAll) ? [] : [t('scopes.ownOnly')]),
    ...(parts.some((part) => part.seesAll && part.asOf === null) ? [t('scopes.comes')] : []),
    ...(parts.some(({ more }) => more) ? [t('scopes.more')] : []),
  ];
  return (
    <TableDialog
      table={{ ...table, title, marking: null }}
      name={title}
      people={new Set(rows.map(({ person }) => person.person)).size}
      notes={notes}
      onClose={onClose}
    />
  );
}
