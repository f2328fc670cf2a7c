import { IconFileImport, IconListSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { competency } from '../../../../shared/domain/competency/competency.ts';
import { localisedOf, pickListed } from '../../../../shared/domain/localised.ts';
import { foldText } from '../../../../shared/domain/names/fold-text.ts';
import { useCompetencies } from '../../../data/competencies/use-competencies.ts';
import { useCreateScope } from '../../../data/use-create-scope.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import field from '../../../ui/form-field.module.css';
import { ListRow, RowContent } from '../../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { Tag } from '../../../ui/tag.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { TakenAwayRows } from '../taking-away.tsx';
import css from '../training.module.css';
import { versionWords } from './framework-words.ts';
import { SaveCompetencies } from './save-competencies.tsx';

export const frameworksPath = '/training/competencies/frameworks';

/** The competencies that a centre took from frameworks, each with whether it was adapted here. */
export function FrameworkList() {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const entries = useCompetencies();
  const scope = useCreateScope(competency.type);
  const goImport = () => void navigate({ to: `${frameworksPath}/import` as never });
  useScreenTitle(t('framework.title'), t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.competencies'), path: '/training/competencies' },
          { label: t('framework.title') },
        ]}
      />
      <PageBody>
        <ListHead title={t('framework.title')}>
          {scope !== null && (entries?.length ?? 0) > 0 && (
            <ActionButton icon={IconFileImport} onClick={goImport}>
              {t('framework.import')}
            </ActionButton>
          )}
        </ListHead>
        {entries?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconListSearch}
            title={t('framework.none')}
            {...(scope === null ? {} : { action: { label: t('framework.import'), onClick: goImport } })}
          >
            {t('framework.noneWhy')}
          </EmptyState>
        )}
        {entries !== undefined && entries.length > 0 && <Listed entries={entries} />}
        <Gone />
      </PageBody>
    </>
  );
}

function Gone() {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const navigate = useNavigate();
  return (
    <TakenAwayRows
      type={competency.type}
      renderRow={({ id, values }) => {
        const name = pickListed(values, 'name', language);
        return (
          <ListRow
            key={id}
            title={name?.text ?? t('framework.unnamed')}
            lang={name?.lang}
            sub={<bdi>{versionWords(t, String(values['framework'] ?? ''), String(values['edition'] ?? ''))}</bdi>}
            onOpen={() => void navigate({ to: `${frameworksPath}/${id}` as never })}
          />
        );
      }}
    />
  );
}

function Listed({ entries }: { readonly entries: readonly CatalogueEntry[] }) {
  const { t } = useTranslation('training');
  const { language, format } = useLocale();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const rows = useMemo(() => {
    const order = ({ values }: CatalogueEntry) => `${values['framework'] ?? ''} ${values['reference'] ?? ''}`;
    return entries
      .map((entry) => ({
        entry,
        name: pickListed(entry.values, 'name', language),
        said: foldText([order(entry), ...Object.values(localisedOf(entry.values, 'name'))].join(' ')),
        order: order(entry),
      }))
      .sort((a, b) => format.compare(a.order, b.order) || (a.entry.id < b.entry.id ? -1 : 1));
  }, [entries, language, format]);
  const wanted = foldText(typed).split(/\s+/u).filter(Boolean);
  const shown = rows.filter(({ said }) => wanted.every((word) => said.includes(word)));
  return (
    <div className={css.fill}>
      <div className={css.tools}>
        <input
          type="search"
          className={`${field.input} ${css.search}`}
          aria-label={t('framework.search')}
          placeholder={t('framework.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SaveCompetencies entries={shown.map(({ entry }) => entry)} />
      </div>
      <VirtualList
        label={t('framework.title')}
        items={shown}
        keyOf={({ entry }) => entry.id}
        rowHeight={54}
        onOpen={({ entry }) => void navigate({ to: `${frameworksPath}/${entry.id}` as never })}
        renderRow={({ entry: { values }, name }) => (
          <RowContent
            reference={typeof values['reference'] === 'string' ? values['reference'] : undefined}
            title={name?.text ?? t('framework.unnamed')}
            lang={name?.lang}
            sub={<bdi>{versionWords(t, String(values['framework'] ?? ''), String(values['edition'] ?? ''))}</bdi>}
            end={
              Object.keys(localisedOf(values, 'target')).length > 0 && <Tag tone="local">{t('framework.adapted')}</Tag>
            }
          />
        )}
      />
    </div>
  );
}
