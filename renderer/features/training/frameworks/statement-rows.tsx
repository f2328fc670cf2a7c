import { IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { competencyKinds } from '../../../../shared/domain/competency/competency.ts';
import {
  filterPlan,
  isNews,
  type PlannedStatement,
  type StatementFilter,
  type StatementVerdict,
} from '../../../../shared/domain/competency/plan-framework.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FieldRow } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { RowContent } from '../../../ui/list-row.tsx';
import { RowFacts } from '../../../ui/page-body.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { Tag, type TagTone } from '../../../ui/tag.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import css from '../training.module.css';
import { versionWords } from './framework-words.ts';

const tones: Readonly<Record<StatementVerdict, TagTone>> = { new: 'ok', changed: 'due', same: 'quiet', older: 'quiet' };

interface StatementRowsProps {
  readonly plan: readonly PlannedStatement[];
  readonly chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
}

/** The statements of the files, narrowed by role, kind and words; each is chosen by itself, or all that are shown. */
export function StatementRows({ plan, chosen, onChoose }: StatementRowsProps) {
  const { t } = useTranslation('training');
  const [filter, setFilter] = useState<StatementFilter>({ role: '', kind: '', words: '' });
  const shown = useMemo(() => filterPlan(plan, filter), [plan, filter]);
  const isChosen = ({ statement }: PlannedStatement) => chosen.has(statement.sourceId);
  const toggle = (planned: PlannedStatement) => {
    if (!isNews(planned)) return;
    const next = new Set(chosen);
    if (!next.delete(planned.statement.sourceId)) next.add(planned.statement.sourceId);
    onChoose(next);
  };
  const all = shown.filter(isNews);
  return (
    <section className={css.fill}>
      <Filters plan={plan} filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />
      <SectionHead title={t('framework.statements')} count={shown.length}>
        <ActionButton onClick={() => onChoose(new Set([...chosen, ...all.map(({ statement }) => statement.sourceId)]))}>
          {t('framework.all')}
        </ActionButton>
        {chosen.size > 0 && <ActionButton onClick={() => onChoose(new Set())}>{t('framework.clear')}</ActionButton>}
      </SectionHead>
      <VirtualList
        label={t('framework.statements')}
        items={shown}
        keyOf={({ statement }) => statement.sourceId}
        rowHeight={54}
        isSelected={isChosen}
        onOpen={toggle}
        renderRow={(planned) => <Row planned={planned} isChosen={isChosen(planned)} />}
      />
    </section>
  );
}

interface FiltersProps {
  readonly plan: readonly PlannedStatement[];
  readonly filter: StatementFilter;
  onChange(change: Partial<StatementFilter>): void;
}

function Filters({ plan, filter, onChange }: FiltersProps) {
  const { t } = useTranslation('training');
  const roles = plan.filter(({ statement }) => statement.involves.length > 0);
  const kinds = competencyKinds.filter((kind) => plan.some(({ statement }) => statement.kind === kind));
  return (
    <FieldRow>
      {roles.length > 0 && (
        <SelectField
          label={t('framework.role')}
          value={filter.role}
          options={[
            { value: '', label: t('framework.allRoles') },
            ...roles.map(({ statement: { sourceId, reference, name } }) => ({
              value: sourceId,
              label: `${reference} ${name}`.trim().slice(0, 90),
              lang: 'en',
            })),
          ]}
          onChange={(role) => onChange({ role })}
        />
      )}
      <SelectField
        label={t('framework.kind')}
        value={filter.kind}
        options={[
          { value: '' as const, label: t('framework.allKinds') },
          ...kinds.map((kind) => ({ value: kind, label: t(`frameworkKind.${kind}`) })),
        ]}
        onChange={(kind) => onChange({ kind })}
      />
      <FormField label={t('framework.search')} value={filter.words} onChange={(words) => onChange({ words })} />
    </FieldRow>
  );
}

function Row({ planned, isChosen }: { readonly planned: PlannedStatement; readonly isChosen: boolean }) {
  const { t } = useTranslation('training');
  const { statement, verdict, before } = planned;
  const Box = isChosen ? IconSquareCheckFilled : IconSquare;
  return (
    <RowContent
      lead={
        <>
          <Box size={18} aria-hidden="true" visibility={isNews(planned) ? undefined : 'hidden'} />
          {isChosen && <span className="wp-unseen">{t('framework.chosen')}</span>}
        </>
      }
      reference={statement.reference === '' ? undefined : statement.reference}
      title={statement.name}
      lang="en"
      sub={
        <RowFacts>
          <span>{t(`frameworkKind.${statement.kind}`)}</span>
          <bdi>{versionWords(t, statement.framework, statement.edition)}</bdi>
          {before !== null && <span>{t('framework.before', { text: before })}</span>}
        </RowFacts>
      }
      end={<Tag tone={tones[verdict]}>{t(`frameworkVerdict.${verdict}`)}</Tag>}
    />
  );
}
