/** What may still be read when a lease is over ([LE4]): own work that has no place yet, and playbooks that were released. */
import type { RecordId } from '../base/ids.ts';
import { utcDay } from '../base/plain-date.ts';
import { adaptation, adaptationPiece } from '../domain/adaptation/adaptation.ts';
import { attachment } from '../domain/attachment.ts';
import type { CatalogueEntry } from '../domain/catalogue.ts';
import { playbook } from '../domain/playbook.ts';
import { decide, type Stays } from '../domain/policy/decide.ts';
import type { Grant } from '../domain/policy/roles.ts';
import { releasesIn, standingsOf } from '../domain/release/listed-standing.ts';
import {
  readReleaseAct,
  readWithdrawal,
  release,
  releaseApproval,
  releaseWithdrawal,
} from '../domain/release/release.ts';
import { tlpLevels } from '../domain/tlp.ts';
import { type EngineCore, timeHere } from './engine-core.ts';
import { isOwn } from './offer-again.ts';
import { everything, type Store } from './ports.ts';

/** Records that stay readable while a lease is over, and why; the policy shows no other one. */
export async function staysWhileOver(core: EngineCore): Promise<ReadonlyMap<RecordId, Stays>> {
  const { memory, ports } = core;
  const answered = await ports.store.operations([...memory.refusals.keys()]);
  const own = [...(await ports.store.outbox(everything)), ...answered].filter((one) => isOwn(memory, one));
  const released = await releasedOnes(ports.store, timeHere(core), memory.identity?.grants ?? []);
  return new Map([
    ...released.map((record) => [record, 'released'] as const),
    ...own.map(({ record }) => [record, 'own-work'] as const),
  ]);
}

/**
 * Playbooks of which a release is in force, or was and is withdrawn, unless the policy keeps them for named persons; with that
 * release, what was said of it, the files beside them and the layers of centres over them.
 */
async function releasedOnes(store: Store, at: number, grants: readonly Grant[]): Promise<RecordId[]> {
  const list = (type: string) => store.list({ type });
  const [playbooks, editions, acts, withdrawals] = await Promise.all(
    [playbook, release, releaseApproval, releaseWithdrawal].map(({ type }) => list(type)),
  );
  const words = [...(editions ?? []), ...(acts ?? []), ...(withdrawals ?? [])];
  const standings = standingsOf(releasesIn(words), utcDay(at));
  const shown = (playbooks ?? []).flatMap(({ id, scope, type, values }) => {
    const standing = standings.get(id);
    const edition = standing?.current ?? standing?.withdrawn ?? null;
    const mark = tlpLevels.find((level) => level === values['marking']) ?? 'none';
    const asked = { action: 'show', scope, type, at, lease: 'over', stays: 'released', mark } as const;
    return edition === null || !decide(grants, asked).allowed ? [] : { id, edition };
  });
  const open = new Set(shown.map(({ id }) => id));
  const [ids, digests] = [shown.map(({ edition }) => edition.id), new Set(shown.map(({ edition }) => edition.digest))];
  const said = words.filter((word) => digests.has(digestNamedBy(word) ?? ''));
  const files = (await list(attachment.type)).filter(
    ({ parent, values }) => open.has(parent) && values['purpose'] !== 'original',
  );
  const layers = (await list(adaptation.type)).filter(({ values }) => open.has(String(values['playbook'])));
  const within = new Set(layers.map(({ id }) => id));
  const pieces = (await list(adaptationPiece.type)).filter(({ parent }) => within.has(parent));
  return [...open, ...ids, ...[...said, ...files, ...layers, ...pieces].map(({ id }) => id)];
}

function digestNamedBy({ type, values }: CatalogueEntry): string | undefined {
  if (type === releaseApproval.type) return readReleaseAct(values['act'] ?? null)?.digest;
  return type === releaseWithdrawal.type ? readWithdrawal(values['withdrawal'] ?? null)?.digest : undefined;
}
