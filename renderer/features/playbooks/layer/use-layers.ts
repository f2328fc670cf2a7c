import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordId, ScopeId } from '../../../../shared/base/ids.ts';
import {
  adaptation,
  adaptationPiece,
  type Piece,
  pieceOf,
  readCoreEdition,
} from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CoreEdition } from '../../../../shared/domain/adaptation/core-playbook.ts';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import type { RecordView } from '../../../../shared/domain/declare-record.ts';
import type { DeviceIdentity } from '../../../../shared/domain/identity.ts';
import { useIdentity } from '../../../data/engine-context.tsx';
import { catalogueQuery, childrenQuery } from '../../../data/record-queries.ts';

type PieceView = RecordView<typeof adaptationPiece>;

/** What one centre laid over a playbook. Two of its people who began at once made two adaptations: it is one layer all the same. */
export interface Layer {
  /** The centre, or the scope where that is of none. */
  readonly centre: string;
  readonly scope: ScopeId;
  readonly adaptations: readonly { readonly id: RecordId; readonly base: CoreEdition | null }[];
  readonly pieces: readonly Piece[];
  /** By piece, the fields that have more than one value to choose from. */
  readonly conflicts: ReadonlyMap<RecordId, readonly string[]>;
}

/** The layers over a playbook that are on this disk, by centre; undefined while they are read. */
export function useLayers(playbook: RecordId): readonly Layer[] | undefined {
  const { scopes } = useIdentity();
  const entries = useQuery(catalogueQuery({ type: adaptation.type, where: { playbook } })).data;
  const pieces = useQueries({
    queries: (entries ?? []).map(({ id }) => childrenQuery(adaptationPiece, id)),
    combine: (results) => results.map(({ data }) => data as readonly PieceView[] | undefined),
  });
  return useMemo(() => {
    if (entries === undefined || pieces.some((each) => each === undefined)) return undefined;
    return layersOf(entries, pieces as readonly (readonly PieceView[])[], scopes);
  }, [entries, pieces, scopes]);
}

function layersOf(
  entries: readonly CatalogueEntry[],
  pieces: readonly (readonly PieceView[])[],
  scopes: DeviceIdentity['scopes'],
): Layer[] {
  const layers = new Map<string, Layer>();
  for (const [place, { id, scope, values }] of entries.entries()) {
    const info = scopes.find((each) => each.id === scope);
    const centre = info?.centre ?? info?.name ?? '';
    const before = layers.get(centre);
    const views = pieces[place] ?? [];
    layers.set(centre, {
      centre,
      scope: before?.scope ?? scope,
      adaptations: [...(before?.adaptations ?? []), { id, base: readCoreEdition(values['base']) }],
      pieces: [...(before?.pieces ?? []), ...views.flatMap((view) => pieceOf(view) ?? [])],
      conflicts: new Map([...(before?.conflicts ?? []), ...views.map((view) => [view.id, view.conflicts] as const)]),
    });
  }
  return [...layers.values()].sort((a, b) => a.centre.localeCompare(b.centre));
}
