import { IconBookOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import { useReleaseText } from '../../data/use-releases.ts';
import { Banner } from '../../ui/banner.tsx';
import { FieldRow } from '../../ui/form.tsx';
import { SelectField } from '../../ui/form-field.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { Changes } from './changes.tsx';
import { stateWord } from './release-words.ts';
import { type ReleaseHead, useCrumbs, useDraftText, useHead } from './use-head.ts';

/** Any two editions of a playbook beside each other, the draft among them. */
export function CompareScreen() {
  const { t } = useTranslation('releases');
  const head = useHead();
  const list = { label: t('crumb'), path: '/playbooks' };
  if (head === undefined) return null;
  if (head === null) return <NotHere icon={IconBookOff} cause="away" what={t('gone')} list={list} />;
  return <Compared head={head} />;
}

const draft = 'draft';

function Compared({ head }: { readonly head: ReleaseHead }) {
  const { t } = useTranslation('releases');
  const crumbs = useCrumbs(head);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const { releases, current } = head.standing;
  const from = search['from'] ?? current?.id ?? releases.at(-1)?.id ?? draft;
  const to = search['to'] ?? draft;
  const choose = (change: { readonly from?: string; readonly to?: string }) =>
    void navigate({ to: '.', search: { from, to, ...change } as never, replace: true, resetScroll: false });
  const options = [
    ...releases.map(({ id, edition, state }) => ({
      value: id,
      label: `${t('number', { number: edition.number })} · ${stateWord(t, state)}`,
    })),
    { value: draft, label: t('draft') },
  ];
  const before = useText(head, from);
  const after = useText(head, to);
  useScreenTitle(t('compare.title'), head.title);
  return (
    <>
      <TopBar crumbs={[...crumbs, { label: t('compare.title') }]} />
      <PageBody>
        <ListHead title={t('compare.title')} />
        <FieldRow>
          <SelectField
            label={t('compare.from')}
            options={options}
            value={from}
            onChange={(value) => choose({ from: value })}
          />
          <SelectField
            label={t('compare.to')}
            options={options}
            value={to}
            onChange={(value) => choose({ to: value })}
          />
        </FieldRow>
        {(before === null || after === null) && <Banner tone="bad">{t('changes.noText')}</Banner>}
        {before && after && <Changes before={before} after={after} />}
      </PageBody>
    </>
  );
}

/** The text of a release, or of the draft; null where there is none. */
function useText(head: ReleaseHead, which: string): FrozenPlaybook | null | undefined {
  const drafted = useDraftText(head.playbook.id);
  const released = useReleaseText(which === draft ? null : which);
  if (which !== draft) return released;
  if (drafted === undefined) return undefined;
  return drafted.ok ? drafted.value : null;
}
