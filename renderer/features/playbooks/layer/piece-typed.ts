/** What stands in the form of a piece, in one language, and the fields that it becomes. Pure. */
import type { Json } from '../../../../shared/base/json.ts';
import type { AdaptableField } from '../../../../shared/domain/adaptation/adaptable.ts';
import type { Piece } from '../../../../shared/domain/adaptation/adaptation.ts';
import type { CoreStep } from '../../../../shared/domain/adaptation/core-playbook.ts';

const texts = ['name', 'description', 'who', 'authority', 'caution', 'reason', 'legalReference'] as const;

export type TypedPiece = Readonly<Record<(typeof texts)[number], string>> & { readonly language: string };

/** The texts of a piece in a language; of none that was made yet, empty, and a replacement begins with the core's words. */
export function typedIn(
  language: string,
  piece: Piece | null,
  core: CoreStep | null,
  field: AdaptableField | null,
): TypedPiece {
  const own = Object.fromEntries(texts.map((name) => [name, piece?.[name][language] ?? '']));
  const begun = field === null ? '' : (core?.texts[field][language] ?? '');
  return { ...(own as Omit<TypedPiece, 'language'>), description: own['description'] || begun, language };
}

/** By field key, as a save takes them; what is empty is cleared. */
export function keyedPiece(values: TypedPiece): Record<string, Json> {
  return Object.fromEntries(texts.map((name) => [`${name}.${values.language}`, values[name].trim() || null]));
}

/** Whether it says what it is for and why. */
export function isWhole(values: TypedPiece, kind: Piece['kind']): boolean {
  const says = kind === 'addition' ? values.name : values.description;
  return says.trim() !== '' && values.reason.trim() !== '';
}
