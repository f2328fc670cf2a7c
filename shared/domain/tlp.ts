/** Traffic Light Protocol 2.0 (FIRST). Labels are never translated. */
export const tlpLevels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
export type TlpLevel = (typeof tlpLevels)[number];

/** The stricter of two markings; when two of one type meet, the strictest wins. */
export function stricterTlp(a: TlpLevel, b: TlpLevel): TlpLevel {
  return tlpLevels.indexOf(a) >= tlpLevels.indexOf(b) ? a : b;
}

/** What a thing counts as that leaves without a mark that is known here. */
export const tlpUntold: TlpLevel = 'TLP:AMBER';

/** The strictest of the marks that there are; null where there is none. */
export function strictestTlp(marks: readonly (TlpLevel | undefined)[]): TlpLevel | null {
  return marks.reduce<TlpLevel | null>((strictest, mark) => {
    if (mark === undefined) return strictest;
    return strictest === null ? mark : stricterTlp(strictest, mark);
  }, null);
}
