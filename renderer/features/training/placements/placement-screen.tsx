import {
  IconBuilding,
  IconCalendarEvent,
  IconCoins,
  IconFileText,
  IconHome,
  IconPencil,
  IconUser,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { placement as declaration } from '../../../../shared/domain/placement/placement.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { daysText } from '../../../i18n/plain-dates.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { PageBody } from '../../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../../ui/record-header.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { VisibleName } from '../person-name.tsx';
import { StartReview } from '../start-review.tsx';
import { TakeAway } from '../taking-away.tsx';
import css from '../training.module.css';
import { useNoteReading } from '../use-readings.ts';
import { PlacementGate } from './placement-gate.tsx';
import { PlacementTexts } from './placement-texts.tsx';
import { kindWord, StateTag } from './placement-words.tsx';
import type { OpenPlacement } from './use-placement.ts';

/** One placement: who is where and why, how it stands, and what came of it. */
export function PlacementScreen() {
  return <PlacementGate>{(open) => <OpenedPlacement open={open} />}</PlacementGate>;
}

function OpenedPlacement({ open }: { readonly open: OpenPlacement }) {
  const { t } = useTranslation('training');
  const { placement, name } = open;
  const { marking, reference, kind } = placement;
  // It tells as much of its person as their page does.
  useNoteReading(placement.person ?? '', placement.scope);
  useScreenTitle(name, kindWord(t, kind));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.placements'), path: '/training/placements' },
          reference === undefined ? { label: name } : { label: reference, isId: true },
        ]}
      />
      <RecordHeader title={name} tlp={marking} actions={<PlacementActs open={open} />}>
        <PlacementFacts open={open} />
      </RecordHeader>
      <PageBody>
        <PlacementTexts open={open} />
      </PageBody>
    </>
  );
}

function PlacementFacts({ open: { placement, person, state } }: { readonly open: OpenPlacement }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { kind, home, host, start, end } = placement;
  return (
    <>
      <RecordFact tone="strong">{kindWord(t, kind)}</RecordFact>
      <StateTag state={state} />
      {start !== undefined && (
        <RecordFact icon={IconCalendarEvent}>
          {end === undefined
            ? t('placement.openEnd', { day: daysText(format, start, start) })
            : daysText(format, start, end)}
        </RecordFact>
      )}
      {home !== undefined && (
        <RecordFact icon={IconHome}>
          {t('placement.from')} <VisibleName name={home} />
        </RecordFact>
      )}
      {host !== undefined && (
        <RecordFact icon={IconBuilding}>
          {t('placement.at')} <VisibleName name={host} />
        </RecordFact>
      )}
      {person !== undefined && (
        <RecordFact icon={IconUser}>
          <Link to={`/training/people/${person.id}`} className={css.link ?? ''}>
            {t('placement.toPerson')}
          </Link>
        </RecordFact>
      )}
    </>
  );
}

function PlacementActs({ open: { placement, state, name } }: { readonly open: OpenPlacement }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  const go = (part: string) => void navigate({ to: `/training/placements/${placement.id}/${part}` });
  const mayEdit = may('edit', 'placement', placement.scope);
  const isOver = state === 'ended' || state === 'report-due';
  return (
    <>
      <TakeAway declaration={declaration} record={placement} name={name} />
      {mayEdit && (
        <ActionButton size="medium" icon={IconPencil} onClick={() => go('edit')}>
          {t('form.edit')}
        </ActionButton>
      )}
      {may('read', 'cost-entry', placement.scope) && (
        <ActionButton size="medium" icon={IconCoins} onClick={() => go('costs')}>
          {t('cost.title')}
        </ActionButton>
      )}
      {state === 'reported' && <StartReview of="placement" record={placement} />}
      {mayEdit && state !== 'called-off' && (
        <ActionButton
          size="medium"
          kind={isOver ? 'primary' : 'plain'}
          icon={IconFileText}
          onClick={() => go('report')}
        >
          {state === 'reported' ? t('placement.changeReport') : t('placement.writeReport')}
        </ActionButton>
      )}
    </>
  );
}
