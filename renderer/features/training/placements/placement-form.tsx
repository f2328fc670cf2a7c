import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placement as declaration, type Placement } from '../../../../shared/domain/placement/placement.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { useIdentity, useProfile } from '../../../data/engine-context.tsx';
import { recordStateQuery } from '../../../data/record-queries.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { RecordForm } from '../../../ui/form.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { endsBeforeStart } from '../../../ui/typed-days.ts';
import { TrainingNotHere } from '../training-not-here.tsx';
import { usePersons } from '../use-persons.ts';
import { PlacementFields } from './placement-fields.tsx';
import { PlacementGate } from './placement-gate.tsx';
import { keyed, typedOf } from './placement-typed.ts';

/** A placement of somebody that is not there yet. */
export function NewPlacement() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const person = usePersons()?.get(personId);
  const state = useQuery(recordStateQuery(personId)).data;
  if (state === undefined) return null;
  if (state === null || person === undefined) return <TrainingNotHere cause="away" what={t('person.gone')} />;
  if (!may('create', declaration.type, state.scope)) return <TrainingNotHere cause="not-allowed" />;
  return <PlacementForm person={personId} name={shownName(person)} from={{ scope: state.scope }} />;
}

/** The fields of a placement that is there. */
export function EditPlacement() {
  return (
    <PlacementGate asks={['edit', declaration.type]}>
      {({ placement, name }) => <Loaded placement={placement} name={name} />}
    </PlacementGate>
  );
}

function Loaded({ placement, name }: { readonly placement: Placement; readonly name: string }) {
  const state = useQuery(recordStateQuery(placement.id)).data;
  if (state === undefined || state === null) return null;
  return <PlacementForm person={placement.person ?? ''} name={name} from={state} placement={placement} />;
}

interface PlacementFormProps {
  readonly person: string;
  readonly name: string;
  readonly from: RecordState | { readonly scope: string };
  readonly placement?: Placement;
}

function PlacementForm({ person, name, from, placement }: PlacementFormProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { scopes } = useIdentity();
  const { save, saving } = useSaveRecord(declaration, from);
  const home = scopes.find(({ id }) => id === from.scope)?.centre ?? '';
  const [values, setValues] = useState(() => typedOf(placement, { language, home }));
  const heading = placement ? t('placement.edit') : t('placement.new');
  useScreenTitle(heading, name);
  const onSave = async () => {
    if (endsBeforeStart(values)) return;
    const id = await save(placement ? keyed(values) : { ...keyed(values), person });
    if (id !== null) void navigate({ to: `/training/placements/${id}`, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: name, path: `/training/people/${person}` },
          { label: heading },
        ]}
      />
      <RecordForm heading={heading} saving={saving} onSave={onSave}>
        <PlacementFields
          values={values}
          isNew={placement === undefined}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
