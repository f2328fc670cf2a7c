import { expect, test } from 'vitest';
import { goldenPlaced } from '../../test/support/golden-samples.ts';
import { scopeA } from '../../test/support/network.ts';
import { encodePage } from '../protocol/page.ts';
import { roomToUnpack } from '../protocol/room-to-unpack.ts';
import { checkPages } from './check-pages.ts';

test('[SY21] an answer whose pages unpack to more together than is taken at once is refused in its own words', () => {
  const page = encodePage({ scope: scopeA, operations: goldenPlaced() });
  const reply = { message: { scopes: [] }, pages: [page, page], packs: [], chunks: [], repairs: [] };
  const faultWith = (limit: { content: number; operations: number }) => {
    const checked = checkPages(reply as never, { cursors: [], epoch: null }, [], roomToUnpack(limit));
    return checked.ok ? null : checked.failure.kind;
  };
  const count = goldenPlaced().length;
  expect(faultWith({ content: 1_000_000, operations: 2 * count - 1 })).toBe('answer-too-large');
  expect(faultWith({ content: 1_000, operations: 2 * count })).toBe('answer-too-large');
  // There is room for both, and what else is wrong with them is said.
  expect(faultWith({ content: 1_000_000, operations: 2 * count })).toBe('answer-unreadable');
});
