/** A file that was written before somebody was erased brings nothing of them back ([ER4], [EX31]). */
import { type Erased, erasedBy, isErased } from '../erasure/erased.ts';
import { erasure, readErasureWord } from '../erasure/erasure.ts';
import type { ExportPort } from './exchange-ports.ts';
import type { KeptRecord } from './library-format.ts';

/** Every erasure that is known here. One that has no place in the order yet counts too: what it takes need not come now. */
export async function erasedHere(port: Pick<ExportPort, 'list'>): Promise<Erased> {
  const words = (await port.list({ type: erasure.type })).map(({ values }) => readErasureWord(values['word']));
  return erasedBy(words.flatMap((word) => (word?.does === 'erase' ? [word.records] : [])));
}

/** A record without the values that were erased here; the same one where none were. */
export function withoutErased(record: KeptRecord, erased: Erased): KeptRecord {
  if (!erased.has(record.id)) return record;
  const kept = Object.entries(record.fields).filter(
    ([field, heads]) => !heads.some(({ kind }) => isErased(erased, { kind, record: record.id, field })),
  );
  return { ...record, fields: Object.fromEntries(kept) };
}
