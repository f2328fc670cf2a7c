import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  type Holding,
  type HoldingState,
  needsRenewal,
  sessionsTeaching,
} from '../../../../shared/domain/assessment/competency-map.ts';
import { shownName } from '../../../../shared/domain/training/roster.ts';
import { CompetencyName } from '../../../data/competencies/competency-name.tsx';
import { useCompetencyNames } from '../../../data/competencies/use-competencies.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { Tag, type TagTone } from '../../../ui/tag.tsx';
import training from '../training.module.css';
import css from './competency.module.css';
import type { CompetencyMap, MapRow } from './use-competency-map.ts';

const tones: Readonly<Record<HoldingState, TagTone>> = { held: 'ok', 'soon-over': 'due', over: 'bad', missed: 'bad' };

/** Most sessions to come that are offered for one competency. */
const sessionLimit = 3;

/** Beside the map: until when somebody holds what, by what, and where it can be renewed. */
export function CompetencyPane({ map, row }: { readonly map: CompetencyMap; readonly row: MapRow | null }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const nameOf = useCompetencyNames();
  if (row === null) {
    return (
      <div className={css.pane}>
        <p className={training.quiet}>{t('competency.choose')}</p>
      </div>
    );
  }
  const held = [...row.held];
  return (
    <div className={css.pane}>
      <section>
        <SectionHead title={shownName(row.person)} count={held.length} />
        <Panel>
          {held.map(([competency, holding]) => (
            <ListRow
              key={competency}
              title={<CompetencyName words={competency} name={nameOf(competency)} />}
              sub={<HoldingWords map={map} holding={holding} />}
              end={<Tag tone={tones[holding.state]}>{t(`holding.${holding.state}`)}</Tag>}
              onOpen={() => void navigate({ to: `/training/sessions/${holding.session}` })}
            />
          ))}
        </Panel>
      </section>
      {held
        .filter(([, holding]) => needsRenewal(holding))
        .map(([competency]) => (
          <Renewal key={competency} map={map} competency={competency} name={nameOf(competency)?.text ?? competency} />
        ))}
      <ActionButton onClick={() => void navigate({ to: `/training/people/${row.person.id}` })}>
        {t('person.open')}
      </ActionButton>
    </div>
  );
}

function HoldingWords({ map, holding }: { readonly map: CompetencyMap; readonly holding: Holding }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { state, source, session, since, until, percent } = holding;
  const day = dayText(format, since, 'medium');
  const by = { reference: map.references.get(session) ?? '', day };
  return (
    <>
      {source === 'assessment' ? t('competency.byAssessment', by) : t('competency.byCertificate', by)}
      {percent !== null && <> · {format.percent(percent / 100)}</>}
      {state !== 'missed' && (
        <>
          {' · '}
          {until === null ? t('competency.endless') : t('competency.until', { day: dayText(format, until, 'medium') })}
        </>
      )}
    </>
  );
}

interface RenewalProps {
  readonly map: CompetencyMap;
  readonly competency: string;
  /** As it is shown. */
  readonly name: string;
}

/** Where a competency is taught next ([AM9]). */
function Renewal({ map, competency, name }: RenewalProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  const coming = sessionsTeaching(competency, map).slice(0, sessionLimit);
  return (
    <section>
      <SectionHead title={t('competency.renew', { competency: name })} />
      {coming.length === 0 ? (
        <p className={training.quiet}>{t('competency.noSession')}</p>
      ) : (
        <Panel>
          {coming.map(({ id, start }) => (
            <ListRow
              key={id}
              reference={map.references.get(id)}
              title={dayText(format, start, 'full')}
              onOpen={() => void navigate({ to: `/training/sessions/${id}` })}
            />
          ))}
        </Panel>
      )}
    </section>
  );
}
