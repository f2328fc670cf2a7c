import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utcDay } from '../../shared/base/plain-date.ts';
import type { Members } from '../../shared/coordinator/members-contract.ts';
import { isolate } from '../i18n/isolate.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { dayText } from '../i18n/plain-dates.ts';
import { roleNames } from '../i18n/role-names.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import { Tag } from '../ui/tag.tsx';
import { OpenProposals } from './open-proposals.tsx';
import { ProposeRoles } from './propose-roles.tsx';
import { membersQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import { TakeDialog, type Taking } from './take-dialog.tsx';
import './words.ts';

/** Who holds which role in which scope, since when and by whom; what is proposed and who signed it; giving and taking. */
export function MembersScreen() {
  const { t } = useTranslation('coordinator');
  const members = useQuery(membersQuery());
  const [taking, setTaking] = useState<Taking | null>(null);
  useScreenTitle(t('members.title'), t('title'));
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('members.title')}</ScreenHeading>
        <p className={body.summary}>{t('members.lead')}</p>
      </div>
      <StaleNote query={members} />
      {members.data !== undefined && (
        <>
          <OpenProposals members={members.data} />
          {members.data.scopes.map((scope) => (
            <Scope key={scope.id} scope={scope} onTake={setTaking} />
          ))}
          <ProposeRoles members={members.data} />
        </>
      )}
      {taking !== null && <TakeDialog taking={taking} onClose={() => setTaking(null)} />}
    </div>
  );
}

type ScopeOf = Members['scopes'][number];
interface ScopeProps {
  readonly scope: ScopeOf;
  onTake(taking: Taking): void;
}

function Scope({ scope, onTake }: ScopeProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const words = useTranslate();
  const story = useStory();
  const byName = [...scope.members].sort((a, b) => format.compare(a.person.name, b.person.name));
  return (
    <section className={body.section} aria-label={scope.name}>
      <SectionHead icon={IconUsers} title={scope.name} count={new Set(byName.map(({ person }) => person.person)).size}>
        {scope.centre !== undefined && (
          <Tag tone="quiet">
            <bdi>{scope.centre}</bdi>
          </Tag>
        )}
      </SectionHead>
      <Panel>
        {byName.map((member) => {
          const { person, role, until, mayTake } = member;
          const name = roleNames[role](words);
          return (
            <ListRow
              key={`${person.person} ${role} ${until}`}
              title={
                <span>
                  <bdi>{person.name}</bdi> · {name}
                </span>
              }
              sub={
                <>
                  <bdi>{person.centre}</bdi> · {story(member)}
                </>
              }
              end={
                mayTake && (
                  <ActionButton
                    kind="danger"
                    aria-label={t('members.takeNamed', { role: name, name: person.name })}
                    onClick={() => onTake({ person, role, scope })}
                  >
                    {t('members.take')}
                  </ActionButton>
                )
              }
            />
          );
        })}
      </Panel>
    </section>
  );
}

/** Since when somebody holds a role, until when, and by whom it was given. */
function useStory() {
  const { t } = useTranslation('coordinator');
  const { format, dir } = useLocale();
  return ({ since, until, by }: ScopeOf['members'][number]): string => {
    if (until !== null) return t('members.until', { date: dayText(format, utcDay(until - 1), 'medium') });
    if (since === null) return t('members.before');
    const date = format.date(since);
    if (by.length === 0) return t('members.byHub', { date });
    // Names of another script keep their order among themselves.
    return t('members.by', { date, names: format.list(by.map((name) => isolate(name, dir))) });
  };
}
