import { IconBook2, IconGitBranchDeleted } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { adaptation, adaptationPiece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CorePlaybook } from '../../../../shared/domain/adaptation/core-playbook.ts';
import { effectivePlaybook } from '../../../../shared/domain/adaptation/effective.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { recordQuery } from '../../../data/record-queries.ts';
import { useUndo } from '../../../data/use-undo.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { NotHere } from '../../../ui/not-here.tsx';
import { RecordFact, RecordHeader } from '../../../ui/record-header.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { coreIn } from '../text-to-read.ts';
import type { OpenPlaybook } from '../use-playbook.ts';
import { DecisionList } from './decision-list.tsx';
import { DecisionView } from './decision-view.tsx';
import css from './layer.module.css';
import { editionWord, laterEditionWord } from './layer-words.ts';
import { PieceList } from './piece-list.tsx';
import { TwoTracks } from './two-tracks.tsx';
import { useCoreInForce } from './use-core-in-force.ts';
import { type Layer, useLayers } from './use-layers.ts';
import { useSettle } from './use-settle.ts';

/** A centre's layer over a playbook: what waits for a decision since the core changed, and everything that it holds. */
export function LayerScreen() {
  const { t } = useTranslation('playbooks');
  const { adaptationId } = useParams({ strict: false }) as { adaptationId: string };
  const record = useQuery(recordQuery(adaptation, adaptationId)).data;
  const playbook = record?.playbook ?? '';
  const open = useCoreInForce(playbook);
  const layers = useLayers(playbook);
  if (record === undefined || open === undefined || layers === undefined) return null;
  const layer = layers.find(({ adaptations }) => adaptations.some(({ id }) => id === adaptationId));
  if (record === null || open === null || layer === undefined) {
    const list = { label: t('rail.label'), path: '/playbooks' };
    return <NotHere icon={IconGitBranchDeleted} cause="away" what={t('layer.gone')} list={list} />;
  }
  return <OpenLayer open={open} layer={layer} />;
}

interface OpenLayerProps {
  readonly open: OpenPlaybook;
  readonly layer: Layer;
}

function OpenLayer({ open, layer }: OpenLayerProps) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { playbook } = open;
  const title = pickText(playbook.title, language, playbook.language);
  const heading = t('layer.title', { centre: layer.centre });
  const core = useMemo(() => coreIn(open), [open]);
  const effective = useMemo(() => effectivePlaybook(core, layer.pieces), [core, layer]);
  useScreenTitle(heading, title?.text, t('rail.label'));
  const carried = layer.pieces.length - effective.decisions.length;
  const base = layer.adaptations[0]?.base ?? null;
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/playbooks' },
          { label: title?.text ?? t('library.untitled'), lang: title?.lang, path: `/playbooks/${playbook.id}` },
          { label: heading },
        ]}
      />
      <RecordHeader
        title={heading}
        tlp={playbook.marking}
        actions={
          <ActionButton icon={IconBook2} onClick={() => void navigate({ to: `/playbooks/${playbook.id}` })}>
            {t('layer.read')}
          </ActionButton>
        }
      >
        <RecordFact tone="strong">{t('layer.of', { title: title?.text ?? t('library.untitled') })}</RecordFact>
        <RecordFact>{t('layer.carried', { count: carried })}</RecordFact>
        {effective.decisions.length > 0 && (
          <RecordFact tone="due">{t('layer.toDecide', { count: effective.decisions.length })}</RecordFact>
        )}
      </RecordHeader>
      <div className={css.screen}>
        {base !== null && base.digest !== core.edition.digest && (
          <TwoTracks
            centre={layer.centre}
            from={editionWord(t, base.number)}
            to={laterEditionWord(t, core.edition.number, base.number)}
            isOpen={effective.decisions.length > 0}
          />
        )}
        <Decide open={open} core={core} layer={layer} decisions={effective.decisions} />
        <PieceList open={open} layer={layer} decisions={effective.decisions} />
      </div>
    </>
  );
}

interface DecideProps extends OpenLayerProps {
  readonly core: CorePlaybook;
  readonly decisions: ReturnType<typeof effectivePlaybook>['decisions'];
}

/** The list of what waits beside the one that is looked at; after an answer the next one, and the way back. */
function Decide({ open, core, layer, decisions }: DecideProps) {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const { may } = useProfile();
  const { undo } = useUndo();
  const { decide, confirm, saving } = useSettle(core, layer);
  const [chosen, setChosen] = useState(String(search['piece'] ?? ''));
  const [isDecided, setDecided] = useState(false);
  const mayDecide = may('edit', adaptationPiece.type, layer.scope);
  const current = decisions.find(({ piece }) => piece.id === chosen) ?? decisions[0];
  const isBehind = layer.adaptations.some(({ base }) => base?.digest !== core.edition.digest);
  const takeBack = async () => {
    setDecided(false);
    await undo();
  };
  return (
    <>
      {isDecided && <Decided left={decisions.length} core={core} onTakeBack={takeBack} />}
      {current === undefined && isBehind && !isDecided && mayDecide && (
        <CarriesOver core={core} saving={saving} onConfirm={() => void confirm().then(setDecided)} />
      )}
      {current !== undefined && (
        <div className={css.deciding}>
          <DecisionList
            open={open}
            decisions={decisions}
            current={current}
            onChoose={(id) => {
              setChosen(id);
              setDecided(false);
            }}
          />
          <DecisionView
            key={current.piece.id}
            open={open}
            core={core}
            decision={current}
            centre={layer.centre}
            mayDecide={mayDecide && !saving}
            onDecide={async (answer) => setDecided(await decide(current, answer, decisions.length === 1))}
          />
        </div>
      )}
    </>
  );
}

/** What was answered is saved; one press takes it back. */
function Decided(props: { readonly left: number; readonly core: CorePlaybook; onTakeBack(): Promise<void> }) {
  const { t } = useTranslation('playbooks');
  const { left, core, onTakeBack } = props;
  return (
    <Banner
      tone="ok"
      isNews
      title={left === 0 ? t('layer.allDecided') : t('layer.decided')}
      action={<ActionButton onClick={() => void onTakeBack()}>{t('reader.undo')}</ActionButton>}
    >
      {left === 0
        ? t('layer.broughtTo', { core: editionWord(t, core.edition.number) })
        : t('layer.toDecide', { count: left })}
    </Banner>
  );
}

/** The core has changed, and nothing of the layer is touched by it. */
function CarriesOver(props: { readonly core: CorePlaybook; readonly saving: boolean; onConfirm(): void }) {
  const { t } = useTranslation('playbooks');
  const { core, saving, onConfirm } = props;
  return (
    <Banner
      tone="info"
      title={t('layer.carriesOver', { core: editionWord(t, core.edition.number) })}
      action={
        <ActionButton disabled={saving} onClick={onConfirm}>
          {t('layer.confirm')}
        </ActionButton>
      }
    >
      {t('layer.carriesOverWhy')}
    </Banner>
  );
}
