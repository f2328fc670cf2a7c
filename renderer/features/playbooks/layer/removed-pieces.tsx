import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { adaptationPiece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { restoreRecord } from '../../../../shared/domain/edit.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useEngine, useProfile } from '../../../data/engine-context.tsx';
import { catalogueQuery, recordQuery } from '../../../data/record-queries.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import css from './layer.module.css';
import { kindWord } from './layer-words.ts';
import type { Layer } from './use-layers.ts';

/** What was taken away stays readable, and comes back with one press. */
export function RemovedPieces({ layer }: { readonly layer: Layer }) {
  const { t } = useTranslation('playbooks');
  const entries = useQuery(catalogueQuery({ type: adaptationPiece.type, scope: layer.scope, withDeleted: true })).data;
  const own = new Set(layer.adaptations.map(({ id }) => id));
  const removed = (entries ?? []).filter(({ deleted, parent }) => deleted && own.has(parent));
  if (removed.length === 0) return null;
  return (
    <details className={css.removed}>
      <summary>{t('layer.removedCount', { count: removed.length })}</summary>
      <Panel>
        {removed.map((entry) => (
          <RemovedPiece key={entry.id} entry={entry} />
        ))}
      </Panel>
    </details>
  );
}

function RemovedPiece({ entry }: { readonly entry: CatalogueEntry }) {
  const { t } = useTranslation('playbooks');
  const { language } = useLocale();
  const engine = useEngine();
  const { may } = useProfile();
  const { apply, saving } = useApply();
  const piece = useQuery(recordQuery(adaptationPiece, entry.id)).data;
  if (piece == null) return null;
  const { kind = 'note', field = null } = piece;
  const said = pickText(kind === 'addition' ? piece.name : piece.description, language, piece.language);
  const bringBack = async () => apply((await engine.open([entry.id])).flatMap(restoreRecord));
  return (
    <ListRow
      title={said?.text ?? t('reader.unnamed')}
      lang={said?.lang}
      sub={kindWord(t, { kind, field })}
      end={
        may('restore', adaptationPiece.type, entry.scope) && (
          <ActionButton disabled={saving} onClick={() => void bringBack()}>
            {t('layer.bringBack')}
          </ActionButton>
        )
      }
    />
  );
}
