import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { utcDay } from '../../../shared/base/plain-date.ts';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { networkGlanceQuery } from '../../data/record-queries.ts';
import { isoOf } from '../../i18n/format.ts';
import { isolate } from '../../i18n/isolate.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { type HeldRole, type MemberOfScope, membersOf } from './scope-members.ts';

export interface ScopeSectionProps {
  readonly scope: ScopeInfo;
  /** How many records of it lie here. */
  readonly records: number;
}

/** A scope: whose it is, who holds which role in it as far as this laptop knows and as of when, and how much of it lies here. */
export function ScopeSection({ scope, records }: ScopeSectionProps) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const now = useMinuteClock();
  const identity = useIdentity();
  const { person: me } = useProfile();
  const { data, isPending } = useQuery(networkGlanceQuery());
  if (isPending) return null;
  // What cannot be read is as if the hub had told nothing: the people of this laptop are known all the same.
  const { members, seesAll, asOf, more } = membersOf(scope.id, { identity, me, glance: data ?? null, now });
  const byName = [...members].sort((a, b) => format.compare(a.person.name, b.person.name));
  return (
    <section aria-label={scope.name}>
      <SectionHead
        title={scope.name}
        meta={
          <>
            {t('scopes.records', { count: records })}
            {asOf !== null && (
              <>
                {' · '}
                <time dateTime={isoOf(asOf)}>
                  {t('scopes.asOf', { when: format.relative(asOf, now), date: format.dateTime(asOf) })}
                </time>
              </>
            )}
          </>
        }
      >
        <Tag tone={scope.centre === undefined ? 'accent' : 'quiet'}>
          {scope.centre === undefined ? t('scopes.network') : <bdi>{scope.centre}</bdi>}
        </Tag>
      </SectionHead>
      <Panel>
        {byName.map((member) => (
          <Member key={member.person.person} member={member} isMe={member.person.person === me} />
        ))}
        {seesAll && asOf === null && <PanelNote>{t('scopes.comes')}</PanelNote>}
        {more && <PanelNote>{t('scopes.more')}</PanelNote>}
      </Panel>
    </section>
  );
}

function Member({
  member: { person, roles, laptops },
  isMe,
}: {
  readonly member: MemberOfScope;
  readonly isMe: boolean;
}) {
  const { t } = useTranslation('governance');
  const { format, dir } = useLocale();
  const translate = useTranslate();
  const names = format.list((laptops ?? []).map((name) => isolate(name, dir)));
  return (
    <ListRow
      title={<bdi>{person.name}</bdi>}
      sub={
        <RowFacts>
          <bdi>{person.centre}</bdi>
          {isMe && <span>{t('scopes.you')}</span>}
          <Since roles={roles} />
          {laptops !== undefined && (
            <span>{laptops.length === 0 ? t('scopes.noLaptop') : t('scopes.laptops', { names })}</span>
          )}
        </RowFacts>
      }
      end={roles.map(({ role }) => <Tag key={role}>{roleNames[role](translate)}</Tag>)}
    />
  );
}

/** Since when and until when: once for roles that came and end together, else each with its own. */
function Since({ roles }: { readonly roles: readonly HeldRole[] }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const translate = useTranslate();
  const said = (held: HeldRole) => {
    const since =
      held.since === null
        ? t('scopes.notNoted')
        : held.since !== undefined && t('scopes.since', { day: format.date(held.since, 'medium') });
    const until = held.until !== null && t('access.until', { day: dayText(format, utcDay(held.until - 1), 'medium') });
    return [since, until].filter((fact) => fact !== false);
  };
  const facts = roles.map(said);
  const isOne = new Set(facts.map((each) => each.join(' '))).size === 1;
  if (isOne) return facts[0]?.map((fact) => <span key={fact}>{fact}</span>);
  return roles.map(({ role }, n) => {
    const own = facts[n] ?? [];
    // Its tag names a role of which nothing more is known.
    if (own.length === 0) return null;
    return <span key={role}>{t('scopes.ofRole', { role: roleNames[role](translate), facts: format.list(own) })}</span>;
  });
}
