import type { OperationId } from '../../shared/base/ids.ts';
import type { AgreementWord } from '../../shared/domain/agreement/standing.ts';

/** A word of an agreement as it stands in the order of some scope. */
export interface PlacedWord extends AgreementWord {
  readonly operation: OperationId;
}

/** What was accepted that says something of agreements, in all scopes: beside the order, so that each move need not read it. */
export interface AgreementRecords {
  saveAgreementWords(words: readonly PlacedWord[]): Promise<void>;
  /** Sorted by operation. */
  agreementWords(): Promise<readonly PlacedWord[]>;
}
