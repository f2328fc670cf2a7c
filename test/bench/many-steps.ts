/** A playbook of many steps, as an editor would have made it: decisions, things at the same time, every branch with its end. */
import { generateNKeysBetween } from 'fractional-indexing';
import { uuidv7 } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { type StepKind, step } from '../../shared/domain/step.ts';
import { seeded } from '../sim/seeded.ts';

/** A step as long as those that people write. */
const words =
  'Clear one hundred metres for a bag and two hundred for a vehicle, keep the exits of the station open and the approach ' +
  'road free, and write down who decided it and when.';

interface Made {
  readonly id: string;
  readonly kind: StepKind;
  readonly edges: Record<string, Json>;
}

export interface ManySteps {
  readonly playbook: string;
  /** Drafts of one record after another, the playbook first. */
  readonly records: readonly (readonly OperationDraft[])[];
}

/** So many steps that somebody does; starts and ends come on top. Follows a seed. */
export function manySteps(count: number, scope: string): ManySteps {
  const made = flowOf(count, idsOf(count));
  const book = (made[0] as Made).edges.book as string;
  const orders = generateNKeysBetween(null, null, made.length);
  const head = drafted(playbook, scope, book, {
    title: { en: `A playbook of ${count} steps` },
    language: 'en',
    state: 'draft',
    workflowStart: (made[0] as Made).id,
  });
  const steps = made.map(({ id, kind, edges }, place) => {
    const { book: _, ...leads } = edges;
    const isDone = kind !== 'start' && kind !== 'end';
    const texts = isDone ? { name: { en: `Step ${place}: set the cordon` }, description: { en: words } } : {};
    const order = orders[place] as string;
    return drafted(step, scope, id, { playbook: book, order, kind, ...texts, ...leads });
  });
  return { playbook: book, records: [head, ...steps] };
}

function idsOf(count: number): () => string {
  const random = seeded(20_261_128 + count);
  return () => uuidv7({ now: () => Date.UTC(2026, 10, 1) }, random);
}

/** Blocks of ten: eight in a row, a decision with a step for yes and another for no. */
function flowOf(count: number, newId: () => string): Made[] {
  const book = newId();
  const made: Made[] = [{ id: newId(), kind: 'start', edges: { book } }];
  let last = made[0] as Made;
  const goOn = (one: Made, ...others: Made[]) => {
    last.edges.onCompletion = one.id;
    made.push(one, ...others);
    last = one;
  };
  const action = (edges: Record<string, Json> = {}): Made => ({ id: newId(), kind: 'action', edges });
  const end = (): Made => ({ id: newId(), kind: 'end', edges: {} });
  for (let done = 0; done < count; ) {
    if (count - done >= 3 && done % 10 === 7) {
      const ends = [end(), end()] as const;
      const ways = ends.map(({ id }) => action({ onCompletion: id }));
      const leads = { onTrue: (ways[0] as Made).id, onFalse: (ways[1] as Made).id, condition: 'x = 1' };
      goOn({ id: newId(), kind: 'if-condition', edges: leads }, ways[0] as Made, ends[0], ways[1] as Made, ends[1]);
      done += 3;
    } else {
      goOn(action());
      done += 1;
    }
  }
  goOn(end());
  return made;
}

function drafted(
  declaration: typeof playbook | typeof step,
  scope: string,
  id: string,
  values: object,
): readonly OperationDraft[] {
  const created = createRecord(declaration as typeof playbook, { scope, id }, values);
  if (!created.ok) throw new Error(`${created.failure.field}: ${created.failure.reason}`);
  return created.value;
}
