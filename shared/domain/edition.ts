/**
 * What one edition of the app knows: its record types, and who may do what with them. Devices and hubs of several editions
 * work together for months (SPEC-devices.md, Evolution), so whatever decides by declarations takes an edition, today's unless told.
 */
import type { RecordDeclaration } from './declare-record.ts';
import { type PolicyTable, policyTable } from './policy/policy-table.ts';
import { recordDeclarations } from './records.ts';

export interface Edition {
  readonly declarations: readonly RecordDeclaration[];
  /** The declaration of a type, or undefined for one of another edition: stored raw, forwarded, not shown ([EV1]). */
  readonly declarationOf: DeclarationOf;
  /**
   * Written into every operation. The sum of the versions of all declarations: a new type, or a new version of any, makes it
   * larger, so that of two editions the newer one has the larger number ([EV2]).
   */
  readonly schemaVersion: number;
  readonly policy: PolicyTable;
}

export type DeclarationOf = (type: string) => RecordDeclaration | undefined;

/** An edition of these declarations. */
export function editionOf(declarations: readonly RecordDeclaration[], policy: PolicyTable): Edition {
  const byType = new Map(declarations.map((declaration) => [declaration.type, declaration]));
  return {
    declarations,
    declarationOf: (type) => byType.get(type),
    schemaVersion: declarations.reduce((sum, { version }) => sum + version, 0),
    policy,
  };
}

/** What this code knows. */
export const thisEdition = editionOf(recordDeclarations, policyTable);
