import {
  IconBuilding,
  IconCertificate,
  IconEraser,
  IconFileDescription,
  IconMail,
  IconPencil,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { erasure, erasureRequest } from '../../../shared/domain/erasure/erasure.ts';
import { placement } from '../../../shared/domain/placement/placement.ts';
import { joinedInto, type PersonRow, personResolver, shownName } from '../../../shared/domain/training/roster.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { PersonConsents } from './person-consents.tsx';
import { VisibleName } from './person-name.tsx';
import { PersonReadings } from './person-readings.tsx';
import { PersonPlacements } from './placements/person-placements.tsx';
import { SamePersonList } from './same-person-list.tsx';
import { SessionRows } from './session-list.tsx';
import css from './training.module.css';
import { useErasures } from './use-erasures.ts';
import { type OpenPerson, useOpenPerson } from './use-open-person.tsx';
import { useSamePerson } from './use-same-person.ts';

/** Somebody who is trained: what is known of them, their sessions, and what was decided about records like theirs. */
export function PersonScreen() {
  const open = useOpenPerson(() => true);
  if ('notHere' in open) return open.notHere;
  return <Person {...open} />;
}

function Person({ person, persons }: OpenPerson) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const { may } = useProfile();
  const entry = useQuery(catalogueQuery({ type: 'person' })).data?.find(({ id }) => id === person.id);
  const mayEdit = entry !== undefined && may('edit', 'person', entry.scope);
  const mayDisclose = entry !== undefined && may('disclose', 'person', entry.scope);
  const mayPlace = entry !== undefined && may('create', placement.type, entry.scope);
  const mayErase = [erasureRequest, erasure].some(
    ({ type }) => entry !== undefined && may('create', type, entry.scope),
  );
  const { saving, takeBack } = useSamePerson();
  const shownAs = person.sameAs === null ? undefined : persons.get(personResolver(persons)(person.id));
  const joined = joinedInto(person.id, persons);
  // The decision stands on one of the two records; it is seen from both.
  const others = [...persons.values()].filter(
    ({ id, notSameAs }) => person.notSameAs.includes(id) || notSameAs.includes(person.id),
  );
  useScreenTitle(shownName(person), t('tabs.people'));
  const open = (id: string) => void navigate({ to: `/training/people/${id}` });
  const list = { mayEdit, saving, onOpen: open, onTakeBack: (other: PersonRow) => void takeBack([other, person]) };
  return (
    <>
      <PersonHead person={person} {...{ mayEdit, mayDisclose, mayErase }} />
      <PageBody>
        <ErasureWord person={person.id} onSee={mayErase ? () => open(`${person.id}/erase`) : undefined} />
        {shownAs !== undefined && shownAs.id !== person.id && (
          <Banner
            tone="info"
            title={t('person.shownAs')}
            action={<ActionButton onClick={() => open(shownAs.id)}>{t('person.open')}</ActionButton>}
          >
            <VisibleName name={shownName(shownAs)} />
          </Banner>
        )}
        <SamePersonList title={t('person.joinedHere')} act={t('person.separate')} persons={joined} {...list} />
        <SamePersonList title={t('person.notSame')} act={t('person.askAgain')} persons={others} {...list} />
        <PersonPlacements
          ids={[person, ...joined].map(({ id }) => id)}
          onAdd={mayPlace ? () => open(`${person.id}/placement`) : undefined}
        />
        <Sessions ids={[person, ...joined].map(({ id }) => id)} />
        {entry !== undefined && <PersonConsents person={person.id} scope={entry.scope} />}
        {entry !== undefined && <PersonReadings person={person.id} scope={entry.scope} />}
      </PageBody>
    </>
  );
}

interface PersonHeadProps {
  readonly person: PersonRow;
  readonly mayEdit: boolean;
  readonly mayDisclose: boolean;
  readonly mayErase: boolean;
}

function PersonHead({ person, ...may }: PersonHeadProps) {
  const { t } = useTranslation('training');
  const { name, transliteration, organisation, role, email } = person;
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.people'), path: '/training/people' },
          { label: shownName(person) },
        ]}
      />
      <RecordHeader title={shownName(person)} actions={<PersonActs person={person} {...may} />}>
        {transliteration !== '' && transliteration !== name && (
          <RecordFact>
            <VisibleName name={name} />
          </RecordFact>
        )}
        {organisation !== '' && (
          <RecordFact icon={IconBuilding}>
            <VisibleName name={organisation} />
          </RecordFact>
        )}
        {role !== '' && (
          <RecordFact icon={IconCertificate}>
            <VisibleName name={role} />
          </RecordFact>
        )}
        {email !== '' && (
          <RecordFact icon={IconMail}>
            <bdi dir="ltr">{email}</bdi>
          </RecordFact>
        )}
      </RecordHeader>
    </>
  );
}

function PersonActs({ person, mayEdit, mayDisclose, mayErase }: PersonHeadProps) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const open = (part: string) => void navigate({ to: `/training/people/${person.id}/${part}` });
  return (
    <>
      {mayDisclose && (
        <ActionButton size="medium" icon={IconFileDescription} onClick={() => open('data')}>
          {t('ownData.act')}
        </ActionButton>
      )}
      {mayErase && (
        <ActionButton size="medium" icon={IconEraser} onClick={() => open('erase')}>
          {t('erasure.act')}
        </ActionButton>
      )}
      {mayEdit && (
        <ActionButton size="medium" icon={IconPencil} onClick={() => open('edit')}>
          {t('form.edit')}
        </ActionButton>
      )}
    </>
  );
}

/** That somebody was erased, or that it was asked for. */
function ErasureWord({ person, onSee }: { readonly person: string; readonly onSee: (() => void) | undefined }) {
  const { t } = useTranslation('training');
  const standing = useErasures(person);
  const isErased = standing?.some(({ answer }) => answer?.does === 'erase') === true;
  if (!isErased && !standing?.some(({ answer }) => answer === null)) return null;
  return (
    <Banner
      tone={isErased ? 'info' : 'due'}
      title={isErased ? t('person.erased') : t('person.erasureAsked')}
      action={onSee && <ActionButton onClick={onSee}>{t('person.toErasure')}</ActionButton>}
    />
  );
}

/** The sessions in which a person is or was, by any of their records. */
function Sessions({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('training');
  const enrolments = useQuery(catalogueQuery({ type: 'enrolment' })).data;
  const sessions = useQuery(catalogueQuery({ type: 'session' })).data;
  const key = ids.join(' ');
  const theirs = useMemo(() => {
    const wanted = new Set(key.split(' '));
    const of = (enrolments ?? []).filter(({ values }) => wanted.has(String(values['person'])));
    const inThem = new Set(of.map(({ parent }) => parent));
    return (sessions ?? []).filter(({ id }) => inThem.has(id));
  }, [enrolments, sessions, key]);
  return (
    <section className={css.fill}>
      <SectionHead title={t('session.list')} count={theirs.length} />
      {theirs.length === 0 ? <p className={css.quiet}>{t('person.noSessions')}</p> : <SessionRows sessions={theirs} />}
    </section>
  );
}
