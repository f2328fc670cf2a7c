/** When a credential holds. */

interface Dated {
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
  /** The names of the Verifiable Credentials Data Model 1.1. */
  readonly issuanceDate?: string | undefined;
  readonly expirationDate?: string | undefined;
}

/** Why it does not hold at a time, or null. Both names are looked at: a credential may carry the two. */
export function dateFault(dated: Dated, now: number): string | null {
  for (const from of [dated.validFrom, dated.issuanceDate]) {
    if (from !== undefined && Date.parse(from) > now) return `it is valid only from ${from} on`;
  }
  for (const until of [dated.validUntil, dated.expirationDate]) {
    if (until !== undefined && Date.parse(until) < now) return `it was valid until ${until}`;
  }
  return null;
}
