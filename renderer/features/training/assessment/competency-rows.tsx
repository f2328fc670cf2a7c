import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Holding } from '../../../../shared/domain/assessment/competency-map.ts';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { PersonName } from '../person-name.tsx';
import css from './competency.module.css';
import type { MapRow } from './use-competency-map.ts';

interface CompetencyRowsProps {
  readonly rows: readonly MapRow[];
  readonly competencies: readonly string[];
  onOpen(person: string): void;
}

/** A row for each person, a field for each competency; only the rows in sight exist. */
export function CompetencyRows({ rows, competencies, onOpen }: CompetencyRowsProps) {
  const { t } = useTranslation('training');
  const nameOf = useCompetencyNames();
  const names = new Map(competencies.map((each) => [each, nameOf(each)?.text ?? each]));
  return (
    <div className={css.scroll}>
      <div className={css.map} style={{ '--columns': competencies.length } as CSSProperties}>
        <div className={css.columns} aria-hidden="true">
          <span />
          {competencies.map((competency) => (
            <bdi key={competency} title={names.get(competency)}>
              {names.get(competency)}
            </bdi>
          ))}
        </div>
        <VirtualList
          label={t('competency.map')}
          items={rows}
          keyOf={({ person }) => person.id}
          rowHeight={44}
          onOpen={({ person }) => onOpen(person.id)}
          renderRow={({ person, held }) => (
            <span className={css.row}>
              <span className={css.name}>
                <PersonName person={person} />
              </span>
              {competencies.map((competency) => (
                <Cell
                  key={competency}
                  competency={names.get(competency) ?? competency}
                  holding={held.get(competency)}
                />
              ))}
            </span>
          )}
        />
      </div>
    </div>
  );
}

function Cell({ competency, holding }: { readonly competency: string; readonly holding: Holding | undefined }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  if (holding === undefined) return <span className={css.cell} />;
  const { state, until } = holding;
  return (
    <span className={css.cell} data-state={state} title={competency}>
      <span className="wp-unseen">{competency}: </span>
      <b>{t(`holding.${state}`)}</b>
      {until !== null && <span>{dayText(format, until, 'medium')}</span>}
    </span>
  );
}
