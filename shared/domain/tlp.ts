/** Traffic Light Protocol 2.0 (FIRST). Labels are never translated. */
export const tlpLevels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;
export type TlpLevel = (typeof tlpLevels)[number];

/** The stricter of two markings; when two of one type meet, the strictest wins. */
export function stricterTlp(a: TlpLevel, b: TlpLevel): TlpLevel {
  return tlpLevels.indexOf(a) >= tlpLevels.indexOf(b) ? a : b;
}
