/** What may still be read when a lease is over ([LE2]): own work that has no place yet, and playbooks that were released. */
import type { RecordId } from '../base/ids.ts';
import { adaptation, adaptationPiece } from '../domain/adaptation/adaptation.ts';
import { attachment } from '../domain/attachment.ts';
import type { CatalogueEntry } from '../domain/catalogue.ts';
import { playbook } from '../domain/playbook.ts';
import { releasesIn, standingsOf } from '../domain/release/listed-standing.ts';
import {
  readReleaseAct,
  readWithdrawal,
  release,
  releaseApproval,
  releaseWithdrawal,
} from '../domain/release/release.ts';
import { type EngineCore, timeHere } from './engine-core.ts';
import { isOwn } from './offer-again.ts';
import { everything, type Store } from './ports.ts';

/** Records that are shown while a lease is over; no other one is. */
export async function readableWhileOver(core: EngineCore): Promise<ReadonlySet<RecordId>> {
  const { memory, ports } = core;
  const answered = await ports.store.operations([...memory.refusals.keys()]);
  const own = [...(await ports.store.outbox(everything)), ...answered].filter((one) => isOwn(memory, one));
  const today = new Date(timeHere(core)).toISOString().slice(0, 10);
  return new Set([...own.map(({ record }) => record), ...(await releasedOnes(ports.store, today))]);
}

/**
 * Playbooks of which a release is in force, or was and is withdrawn, unless they are TLP:RED; with that release, what was said of
 * it, the files beside them and the layers of centres over them.
 */
async function releasedOnes(store: Store, today: string): Promise<RecordId[]> {
  const list = (type: string) => store.list({ type });
  const [playbooks, editions, acts, withdrawals] = await Promise.all(
    [playbook, release, releaseApproval, releaseWithdrawal].map(({ type }) => list(type)),
  );
  const words = [...(editions ?? []), ...(acts ?? []), ...(withdrawals ?? [])];
  const standings = standingsOf(releasesIn(words), today);
  const shown = (playbooks ?? []).flatMap(({ id, values }) => {
    const standing = standings.get(id);
    const edition = standing?.current ?? standing?.withdrawn ?? null;
    return edition === null || values[markingOf] === 'TLP:RED' ? [] : { id, edition };
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

const markingOf = 'marking';

function digestNamedBy({ type, values }: CatalogueEntry): string | undefined {
  if (type === releaseApproval.type) return readReleaseAct(values['act'] ?? null)?.digest;
  return type === releaseWithdrawal.type ? readWithdrawal(values['withdrawal'] ?? null)?.digest : undefined;
}
