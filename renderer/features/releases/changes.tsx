import { IconEqual } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { localisedOf, pickText } from '../../../shared/domain/localised.ts';
import type { FrozenPlaybook, FrozenRecord } from '../../../shared/domain/release/frozen-playbook.ts';
import type { FieldDifference } from '../../../shared/domain/release/playbook-differences.ts';
import { fieldLabel } from '../../i18n/field-label.ts';
import { languageWord } from '../../i18n/languages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { StepCard, Trail } from '../../ui/trail.tsx';
import { WordParts } from '../../ui/word-diff.tsx';
import { type ChangeKind, changeKinds, type ShownChange, shownChanges, textsOf } from './changes-model.ts';
import css from './releases.module.css';
import { StepTalk } from './talk.tsx';
import type { Talk } from './use-talk.ts';

interface ChangesProps {
  readonly before: FrozenPlaybook;
  readonly after: FrozenPlaybook;
  /** The number of the release that it is compared with; null where there was none. */
  readonly since?: string | null;
  /** What was said of the edition after; absent where two are only compared. */
  readonly talk?: Talk | undefined;
}

/** What differs between two texts: steps on their trail, in each the words that went and came. */
export function Changes({ before, after, since, talk }: ChangesProps) {
  const { t } = useTranslation('releases');
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const all = useMemo(() => shownChanges(before, after), [before, after]);
  const shown = kind === null ? all : all.filter(({ kinds }) => kinds.includes(kind));
  const names = useMemo(() => stepNames(before, after), [before, after]);
  const meta =
    since === undefined ? undefined : since === null ? t('changes.first') : t('changes.since', { number: since });
  return (
    <section>
      <SectionHead title={t('changes.title')} meta={meta} />
      {all.length === 0 ? (
        <EmptyState icon={IconEqual} title={t('changes.none')}>
          {t('changes.noneWhy')}
        </EmptyState>
      ) : (
        <>
          <Kinds all={all} kind={kind} onChoose={setKind} />
          <Trail label={t('changes.title')}>
            {shown.map((change) => (
              <Change key={change.id} change={change} names={names} talk={talk} />
            ))}
          </Trail>
        </>
      )}
    </section>
  );
}

interface KindsProps {
  readonly all: readonly ShownChange[];
  readonly kind: ChangeKind | null;
  onChoose(kind: ChangeKind | null): void;
}

function Kinds({ all, kind, onChoose }: KindsProps) {
  const { t } = useTranslation('releases');
  const countOf = (each: ChangeKind) => all.filter(({ kinds }) => kinds.includes(each)).length;
  const offered = changeKinds.filter((each) => countOf(each) > 0);
  return (
    <div className={css.kinds}>
      <FilterChip selected={kind === null} count={all.length} onClick={() => onChoose(null)}>
        {t('changes.all')}
      </FilterChip>
      {offered.map((each) => (
        <FilterChip key={each} selected={kind === each} count={countOf(each)} onClick={() => onChoose(each)}>
          {t(`changes.${each}`)}
        </FilterChip>
      ))}
    </div>
  );
}

/** Records of steps by id, to say by name where an edge leads; the text after counts. */
function stepNames(before: FrozenPlaybook, after: FrozenPlaybook): ReadonlyMap<string, FrozenRecord> {
  return new Map([...before.steps, ...after.steps].map((step) => [step.id, step]));
}

interface ChangeProps {
  readonly change: ShownChange;
  readonly names: ReadonlyMap<string, FrozenRecord>;
  readonly talk: Talk | undefined;
}

function Change({ change: { number, step, kinds, isMoved, fields }, names, talk }: ChangeProps) {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const name = step === null ? null : pickText(localisedOf(step.fields, 'name'), language, undefined);
  const isAdded = kinds.includes('added');
  const isRemoved = kinds.includes('removed');
  return (
    <StepCard
      mark={number ?? '·'}
      tone={isAdded ? 'done' : isRemoved ? 'bad' : 'plain'}
      title={
        step === null ? t('changes.about') : <PlainText text={name?.text ?? t('changes.unnamed')} lang={name?.lang} />
      }
      aside={
        <>
          {isAdded && <Tag tone="ok">{t('changes.stepAdded')}</Tag>}
          {isRemoved && <Tag tone="bad">{t('changes.stepRemoved')}</Tag>}
          {isMoved && <Tag tone="accent">{t('changes.stepMoved')}</Tag>}
        </>
      }
    >
      {fields.length > 0 && (
        <dl className={css.fields}>
          {fields.map((each) => (
            <Field key={each.key} each={each} names={names} />
          ))}
        </dl>
      )}
      {talk !== undefined && step !== null && (
        <StepTalk talk={talk} step={step.id} name={name?.text ?? t('changes.unnamed')} />
      )}
    </StepCard>
  );
}

function Field({ each, names }: { readonly each: FieldDifference; readonly names: ChangeProps['names'] }) {
  const { t } = useTranslation('releases');
  const { t: records } = useTranslation('records');
  const { language } = useLocale();
  const [, lang] = splitFieldKey(each.key);
  const field = fieldLabel(records, each.key);
  const label = lang === null ? field : t('changes.inLanguage', { field, language: languageWord(lang, language) });
  const texts = textsOf(each);
  const said = (text: string) => {
    const step = names.get(text);
    return step === undefined ? text : (pickText(localisedOf(step.fields, 'name'), language, undefined)?.text ?? text);
  };
  const parts =
    'parts' in each
      ? each.parts
      : texts === null
        ? null
        : [
            { kind: 'removed' as const, text: said(texts.before) },
            { kind: 'added' as const, text: said(texts.after) },
          ].filter(({ text }) => text !== '');
  return (
    <div>
      <dt>{label}</dt>
      <dd>{parts === null ? t('changes.value') : <WordParts parts={parts} lang={lang ?? undefined} />}</dd>
    </div>
  );
}
