import type { RecordId } from '../../shared/base/ids.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { stricterTlp, type TlpLevel, tlpLevels } from '../../shared/domain/tlp.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';

/** The mark of a record: its own, or that of the nearest record that it belongs to; of two that disagree the stricter one. */
export async function markAbove(engine: Pick<EngineApi, 'open'>, record: RecordId): Promise<TlpLevel | null> {
  const seen = new Set<RecordId>();
  for (let id = record; id !== '' && !seen.has(id); ) {
    seen.add(id);
    const [state] = await engine.open([id]);
    if (state === undefined) return null;
    const marks = (state.fields['marking'] ?? []).flatMap(
      ({ value }) => tlpLevels.find((level) => level === value) ?? [],
    );
    if (marks.length > 0) return marks.reduce(stricterTlp);
    const above = state.fields[declarationOf(state.type)?.parent ?? '']?.at(-1)?.value;
    id = typeof above === 'string' ? above : '';
  }
  return null;
}
