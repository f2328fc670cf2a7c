import { sha256 } from '@noble/hashes/sha2.js';
import { useTranslation } from 'react-i18next';
import { toHex } from '../../../../shared/base/bytes.ts';
import { uuidv7 } from '../../../../shared/base/ids.ts';
import { attachment } from '../../../../shared/domain/attachment.ts';
import { draftsOfEventList } from '../../../../shared/domain/event-list-import/drafts-of-event-list.ts';
import type { EventListPlan } from '../../../../shared/domain/event-list-import/plan-event-list.ts';
import { mediaTypeOf } from '../../../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../../../shared/domain/original-file.ts';
import type { OperationDraft } from '../../../../shared/domain/record-state.ts';
import type { TableFile } from '../../../../shared/domain/spreadsheet/read-table-file.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { useEngine } from '../../../data/engine-context.tsx';
import type { LiveEngine } from '../../../data/live-engine.ts';
import { pageClock, pageRandom } from '../../../data/page-ports.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';

/** Saves a planned event list and the file it came from as one action: whole, or not at all ([EX14]). */
export function useEventImport({ exercise }: OpenExercise) {
  const { t } = useTranslation('exercises');
  const engine = useEngine();
  const announce = useAnnounce();
  const { apply, saving } = useApply();
  return {
    saving,
    async run(file: TableFile, { rows, counts }: EventListPlan, language: string): Promise<boolean> {
      const place = { scope: exercise.scope, exercise: exercise.id, language, clock: pageClock, random: pageRandom };
      const made = draftsOfEventList(rows, place);
      const original = await keepOriginal(engine, exercise, file);
      const saved = await apply(made.ok ? [...made.value, ...original] : made);
      if (saved.ok) announce(t('import.done', { count: counts.new }));
      return saved.ok;
    },
  };
}

/** The file as it came, kept beside the exercise; nothing when it is there already, or has no room. */
async function keepOriginal(
  engine: LiveEngine,
  { id: owner, scope }: OpenExercise['exercise'],
  { name, bytes }: TableFile,
): Promise<readonly OperationDraft[]> {
  const hash = toHex(sha256(bytes));
  const known = await engine.list({ type: attachment.type, parent: owner });
  const states = await engine.open(known.map(({ id }) => id));
  if (states.some((state) => viewOf(attachment, state).sha256 === hash)) return [];
  const kept = await engine.keepChunks(bytes);
  if (!kept.ok) return [];
  const id = uuidv7(pageClock, pageRandom);
  return draftsOfOriginal({ scope, id, owner, name, mediaType: mediaTypeOf(name), bytes, chunks: kept.value });
}
