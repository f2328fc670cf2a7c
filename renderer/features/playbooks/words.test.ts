import { afterEach, expect, test, vi } from 'vitest';
import { createFormatters } from '../../i18n/format.ts';
import { validityWords, type Words } from './words.ts';

afterEach(() => void vi.unstubAllEnvs());

const words = ((key: string, { date }: { readonly date: string }) => `${key} ${date}`) as unknown as Words;

test.each(['Pacific/Auckland', 'America/Lima'])(
  '[PO7] validity names the plain date as it was written, and the last day of an edition in UTC (%s)',
  (zone) => {
    vi.stubEnv('TZ', zone);
    const say = (validity: Parameters<typeof validityWords>[2]) =>
      validityWords(words, createFormatters('en'), validity).text;
    expect(say({ kind: 'review-by', date: '2027-03-01' })).toBe('validity.reviewBy 1 Mar 2027');
    expect(say({ kind: 'past-review', date: '2026-03-01' })).toBe('validity.pastReview 1 Mar 2026');
    expect(say({ kind: 'valid-to', at: Date.UTC(2027, 2, 2) - 1 })).toBe('validity.validTo 1 Mar 2027');
    expect(say({ kind: 'expired', at: Date.UTC(2026, 2, 1, 0, 30) })).toBe('validity.expired 1 Mar 2026');
  },
);
