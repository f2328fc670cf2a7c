/** Releases of an invented playbook for screen tests: put to review by one, approved by others, released, withdrawn. */
import type { Json } from '../../shared/base/json.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { digestOfFrozen, type FrozenPlaybook } from '../../shared/domain/release/frozen-playbook.ts';
import {
  digestOfEdition,
  type Edition,
  type ReleaseAct,
  release,
  releaseApproval,
  releaseWithdrawal,
} from '../../shared/domain/release/release.ts';

const uuid = (n: number) => `0190f000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const who = (n: number, name: string, centre: string) => ({ person: uuid(n), name, centre });

/** People of three centres besides the one whose laptop it is. */
export const releasePeople = {
  asker: who(1, 'Anneke Duarte', 'Varenia hub'),
  approver: who(2, 'Mireille Sauvage', 'Tolmara Highlands'),
  reviewer: who(3, 'Jonas Okafor', 'Perrin Lakes'),
} as const;

export interface DraftedRelease {
  readonly id: string;
  readonly edition: Edition;
  readonly drafts: OperationDraft[];
  says(n: number, act: Partial<ReleaseAct> & Pick<ReleaseAct, 'does' | 'by'>): OperationDraft[];
  isWithdrawn(n: number, reason: string): OperationDraft[];
}

interface Wanted extends Partial<Edition> {
  /** Of its record, among those of one test. */
  readonly n: number;
  readonly scope: string;
}

/** An edition of a text that two centres approved, and that is in force. Its words take the four numbers from `n`. */
export function draftReleased(text: FrozenPlaybook, wanted: Wanted): DraftedRelease {
  const { approver, reviewer } = releasePeople;
  const one = draftRelease(text, wanted);
  const words = [
    one.says(wanted.n + 1, { does: 'approve', by: approver }),
    one.says(wanted.n + 2, { does: 'approve', by: reviewer, role: 'reviewer' }),
    one.says(wanted.n + 3, { does: 'release', by: approver }),
  ];
  return { ...one, drafts: [...one.drafts, ...words.flat()] };
}

/** An edition of a text, in review by two centres. */
export function draftRelease(text: FrozenPlaybook, { n, scope, ...more }: Wanted): DraftedRelease {
  const id = uuid(n);
  const playbook = text.playbook.id;
  const edition: Edition = {
    playbook,
    number: '1.0',
    content: digestOfFrozen(text),
    validFrom: '2020-01-01',
    validUntil: null,
    reviewDate: '2099-01-01',
    supersedes: null,
    rule: { needed: 2, distinct: 'centre', roles: ['reviewer', 'approver', 'coordinator'] },
    note: 'The cordon is wider',
    language: 'en',
    by: releasePeople.asker,
    at: Date.UTC(2020, 0, 1),
    ...more,
  };
  const digest = digestOfEdition(id, edition);
  const base = { digest, language: 'en', at: Date.UTC(2020, 0, 2) };
  const made = (result: ReturnType<typeof createRecord>): OperationDraft[] => {
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    return result.value;
  };
  const values = { playbook, edition: edition as unknown as Json, content: text as unknown as Json };
  return {
    id,
    edition,
    drafts: made(createRecord(release, { scope, id }, values)),
    says(at, act) {
      const word = { role: 'approver', note: '', ...base, ...act } as unknown as Json;
      return made(createRecord(releaseApproval, { scope, id: uuid(at) }, { playbook, release: id, act: word }));
    },
    isWithdrawn(at, reason) {
      const withdrawal = { role: 'approver', reason, by: releasePeople.approver, ...base } as unknown as Json;
      return made(createRecord(releaseWithdrawal, { scope, id: uuid(at) }, { playbook, release: id, withdrawal }));
    },
  };
}
