import type { RecordId } from '../../shared/base/ids.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { stricterTlp, type TlpLevel, tlpLevels } from '../../shared/domain/tlp.ts';
import type { EngineApi } from '../../shared/sync/engine-api.ts';

/** The mark of a record: its own, or that of the nearest record that it belongs to; of two that disagree the stricter one. */
export async function markAbove(engine: Pick<EngineApi, 'open'>, record: RecordId): Promise<TlpLevel | null> {
  const states = new Map<RecordId, RecordState>();
  await openMarks(engine, states, [record]);
  return markAmong(states, record);
}

/** As {@link markAbove}, among records that are open. */
export function markAmong(states: ReadonlyMap<RecordId, RecordState>, record: RecordId): TlpLevel | null {
  return lookUp(states, record).mark;
}

/** Opens beside `states` what the marks of these records hang on: one read for each level, however many they are. */
export async function openMarks(
  engine: Pick<EngineApi, 'open'>,
  states: Map<RecordId, RecordState>,
  records: readonly RecordId[],
): Promise<void> {
  const asked = new Set<RecordId>();
  for (;;) {
    const away = records.flatMap((record) => lookUp(states, record).away ?? []);
    const wanted = [...new Set(away)].filter((id) => !asked.has(id));
    if (wanted.length === 0) return;
    for (const id of wanted) asked.add(id);
    for (const state of await engine.open(wanted)) states.set(state.id, state);
  }
}

/** The mark, and the record above that would say more and is not among them. */
function lookUp(states: ReadonlyMap<RecordId, RecordState>, record: RecordId) {
  const seen = new Set<RecordId>();
  for (let id = record; id !== '' && !seen.has(id); ) {
    seen.add(id);
    const state = states.get(id);
    if (state === undefined) return { mark: null, away: id };
    const marks = (state.fields['marking'] ?? []).flatMap(
      ({ value }) => tlpLevels.find((level) => level === value) ?? [],
    );
    if (marks.length > 0) return { mark: marks.reduce(stricterTlp), away: null };
    const above = state.fields[declarationOf(state.type)?.parent ?? '']?.at(-1)?.value;
    id = typeof above === 'string' ? above : '';
  }
  return { mark: null, away: null };
}
