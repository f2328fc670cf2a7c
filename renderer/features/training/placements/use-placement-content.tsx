import { useTranslation } from 'react-i18next';
import type { PlacementRow } from '../../../../shared/domain/placement/placement-row.ts';
import { type PersonRow, pseudonymOf } from '../../../../shared/domain/training/roster.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { daysText } from '../../../i18n/plain-dates.ts';
import type { RowContentProps } from '../../../ui/list-row.tsx';
import { RowFacts } from '../../../ui/page-body.tsx';
import { TlpChip } from '../../../ui/tlp-chip.tsx';
import { PersonName, VisibleName } from '../person-name.tsx';
import { kindWord, StateTag } from './placement-words.tsx';

/** Whose a placement is, where a list is of many people: undefined for somebody who is not on this disk. */
export interface OfMany {
  readonly person: PersonRow | undefined;
}

/** What stands in the row of a placement; without `OfMany` it is told from the others of its person by its host. */
export function usePlacementContent(): (row: PlacementRow, ofMany?: OfMany) => RowContentProps {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  return (row, ofMany) => {
    const host = row.host === undefined ? t('placement.hostless') : <VisibleName name={row.host} />;
    const person = ofMany?.person;
    const name = person === undefined ? <bdi>{pseudonymOf(row.person)}</bdi> : <PersonName person={person} />;
    return {
      reference: row.reference,
      title: ofMany === undefined ? host : name,
      sub: (
        <RowFacts>
          <span>{kindWord(t, row.kind)}</span>
          {ofMany !== undefined && <span>{host}</span>}
          {row.start !== undefined && <span>{daysText(format, row.start, row.end)}</span>}
        </RowFacts>
      ),
      end: (
        <>
          <StateTag state={row.state} />
          {row.marking && <TlpChip level={row.marking} />}
        </>
      ),
    };
  };
}
