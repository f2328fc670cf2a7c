/**
 * What people typed as answers to conflicts and did not accept yet ([CF13]): small values of the store, for this device alone. No
 * operations, and nothing that the journal has.
 */
import type { PersonId, RecordId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { ChangeNotice } from './engine-api.ts';
import { type EngineCore, type StoreFailed, storeSafely } from './engine-core.ts';

/** The field of a record in conflict that is asked about, and whose answer it is. */
export interface TypedPlace {
  readonly person: PersonId;
  readonly record: RecordId;
  readonly field: string;
}

interface TypedAnswer extends TypedPlace {
  /** In the order in which they were begun. */
  readonly texts: readonly string[];
}

export interface TypedAnswers {
  /**
   * Drops those whose conflict was settled while nobody looked: before a crash, or in a life in which none was asked for. From then
   * on each goes with its conflict. Never rejects.
   */
  forgetSettled(): Promise<void>;
  /** Texts of one place, in the order in which they were begun. Throws when the store does. */
  at(place: TypedPlace): Promise<readonly string[]>;
  /** Keeps these instead of what was kept; none where nothing is to be settled any more. */
  keep(place: TypedPlace, texts: readonly string[]): Promise<Result<null, StoreFailed>>;
}

const metaName = 'typedAnswers';
/** What a store that is to be filled from the journal keeps: the journal does not have it. */
export const keptOverRebuild: readonly string[] = [metaName];

export function createTypedAnswers(core: EngineCore): TypedAnswers {
  const { store } = core.ports;
  let kept: readonly TypedAnswer[] | null = null;
  const load = async () => {
    if (kept !== null) return kept;
    const read = ((await store.meta(metaName)) ?? []) as readonly TypedAnswer[];
    kept ??= read;
    return kept;
  };
  /** Keeps those of what is given whose conflict is there. */
  const write = async (answers: readonly TypedAnswer[]) => {
    await core.settled;
    const states = new Map((await store.open(answers.map(({ record }) => record))).map((state) => [state.id, state]));
    const next = answers.filter(({ record, field, texts }) => {
      const fields = states.get(record)?.fields ?? {};
      return texts.length > 0 && Object.hasOwn(fields, field) && (fields[field]?.length ?? 0) > 1;
    });
    if (JSON.stringify(next) === JSON.stringify(kept)) return;
    await store.write({ meta: { [metaName]: next } });
    kept = next;
  };
  const dropSettled = async () => {
    const known = await load();
    if (known.length > 0) await write(known);
  };
  const forgetSettled = async () => void (await storeSafely(() => core.queue.run(dropSettled)));
  core.onChange((notice) => {
    if (kept?.some((answer) => isTouched(answer, notice)) === true) void forgetSettled();
  });
  return {
    forgetSettled,
    // Not in the writers' queue: whoever opens a question waits for no exchange.
    at: async (place) => (await load()).find((one) => isSame(one, place))?.texts ?? [],
    keep: async (place, texts) => {
      const done = await storeSafely(() =>
        core.queue.run(async () => {
          const others = (await load()).filter((one) => !isSame(one, place));
          await write([...others, { ...place, texts }]);
        }),
      );
      return done.ok ? { ok: true, value: null } : done;
    },
  };
}

function isTouched({ record }: TypedAnswer, { records, purged = [] }: ChangeNotice): boolean {
  return purged.length > 0 || records.includes(record);
}

function isSame(one: TypedPlace, other: TypedPlace): boolean {
  return one.person === other.person && one.record === other.record && one.field === other.field;
}
