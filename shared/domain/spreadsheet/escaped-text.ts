/** Texts of a workbook name what XML cannot hold, or would change, by its code: `_x000D_` is a carriage return. */

/** A text as it is meant. */
export function textOfEscaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A text in which nothing is taken for such a name. */
export function escapedText(text: string): string {
  return text.replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_');
}
