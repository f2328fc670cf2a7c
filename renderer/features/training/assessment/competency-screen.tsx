import { IconGridDots, IconListSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsRenewal } from '../../../../shared/domain/assessment/competency-map.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChip } from '../../../ui/filter-chip.tsx';
import { SelectField } from '../../../ui/form-field.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { titleOfEntry } from '../course-title.ts';
import { frameworksPath } from '../frameworks/framework-list.tsx';
import { SaveMap } from '../lists/save-map.tsx';
import css from '../training.module.css';
import { TrainingTabs } from '../training-tabs.tsx';
import { useNameOrder } from '../use-sorted-people.ts';
import { CompetencyPane } from './competency-pane.tsx';
import { CompetencyRows } from './competency-rows.tsx';
import { type CompetencyMap, useCompetencyMap } from './use-competency-map.ts';

/** People and competencies: who holds what, until when, and what is to be renewed ([AM8], [AM9]). */
export function CompetencyScreen() {
  const { t } = useTranslation('training');
  const map = useCompetencyMap();
  useScreenTitle(t('tabs.competencies'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, { label: t('tabs.competencies') }]} />
      {map !== undefined && map.rows.length > 0 ? (
        <OpenMap map={map} />
      ) : (
        <PageBody>
          <MapHead />
          {map !== undefined && (
            <EmptyState ofRecords icon={IconGridDots} title={t('competency.none')}>
              {t('competency.noneWhy')}
            </EmptyState>
          )}
        </PageBody>
      )}
    </>
  );
}

function MapHead() {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  return (
    <ListHead
      title={t('tabs.competencies')}
      end={
        <ActionButton icon={IconListSearch} onClick={() => void navigate({ to: frameworksPath as never })}>
          {t('framework.title')}
        </ActionButton>
      }
    >
      <TrainingTabs at="competencies" />
    </ListHead>
  );
}

function OpenMap({ map }: { readonly map: CompetencyMap }) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const [course, setCourse] = useState('');
  const [onlyRenewal, setOnlyRenewal] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const competencies = useMemo(() => columnsOf(map, course, format.compare), [map, course, format]);
  const people = useMemo(() => map.rows.map(({ person }) => person), [map]);
  const inOrder = useNameOrder(people, language);
  const rows = useMemo(() => {
    const rowOf = new Map(map.rows.map((row) => [row.person.id, row]));
    return inOrder
      .flatMap(({ id }) => rowOf.get(id) ?? [])
      .filter(({ held }) => competencies.some((each) => held.has(each)));
  }, [map, inOrder, competencies]);
  const toRenew = rows.filter(({ held }) =>
    competencies.some((each) => {
      const holding = held.get(each);
      return holding !== undefined && needsRenewal(holding);
    }),
  );
  const listed = onlyRenewal ? toRenew : rows;
  const courses = map.courseEntries.filter(({ id }) => (map.courses.get(id)?.competencies.length ?? 0) > 0);
  return (
    <SidePane
      label={t('competency.pane')}
      width={360}
      pane={<CompetencyPane map={map} row={listed.find(({ person }) => person.id === shown) ?? null} />}
    >
      <PageBody>
        <MapHead />
        <div className={css.tools}>
          <SelectField
            label={t('competency.course')}
            value={course}
            options={[
              { value: '', label: t('competency.allCourses') },
              ...courses.map((entry) => ({
                value: entry.id,
                label: titleOfEntry(entry, language)?.text ?? t('course.untitled'),
              })),
            ]}
            onChange={setCourse}
          />
          <FilterChip selected={onlyRenewal} count={toRenew.length} onClick={() => setOnlyRenewal(!onlyRenewal)}>
            {t('competency.toRenew')}
          </FilterChip>
          <span className={css.quiet}>{t('person.count', { count: listed.length })}</span>
          {listed.length > 0 && <SaveMap map={map} rows={listed} competencies={competencies} />}
        </div>
        <CompetencyRows rows={listed} competencies={competencies} onOpen={setShown} />
      </PageBody>
    </SidePane>
  );
}

/** The competencies of a course in its order, or all that anybody holds. */
function columnsOf(map: CompetencyMap, course: string, compare: (a: string, b: string) => number): readonly string[] {
  const chosen = map.courses.get(course);
  if (chosen !== undefined) return chosen.competencies;
  return [...new Set(map.rows.flatMap(({ held }) => [...held.keys()]))].sort(compare);
}
