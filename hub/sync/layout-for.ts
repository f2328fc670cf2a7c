import { newestLayout, type PageLayout } from '../../shared/protocol/page.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';

/** The layout that a device reads: one that says nothing reads the first ([SY15]). */
export function layoutFor({ layout }: Pick<SyncRequest, 'layout'>): PageLayout {
  return layout !== undefined && layout >= newestLayout ? newestLayout : 1;
}
