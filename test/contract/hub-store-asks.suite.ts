/** What every HubStore keeps of devices that ask to join. */
import { expect, test } from 'vitest';
import type { EnrolmentAsk } from '../../hub/enrol/ask-records.ts';
import { ana, ben, hex, type Tx } from './hub-store-world.ts';

export function describeAsks(tx: Tx): void {
  const ask = (userCode: string, changes: Partial<EnrolmentAsk> = {}): EnrolmentAsk => ({
    userCode,
    secretHash: hex(1),
    deviceName: 'Kiosk',
    address: '10.0.0.9',
    askedAt: 1_000,
    endsAt: 9_000,
    polledAt: null,
    waitMs: 5_000,
    persons: null,
    answeredBy: null,
    answeredAt: null,
    givenAt: null,
    ...changes,
  });

  test('keeps who asks by letters and by secret, what changes of it, and forgets what is over', async () => {
    await tx((t) => t.addAsk(ask('BCDFGHJK')));
    await tx((t) => t.addAsk(ask('ZZZZZZZZ', { secretHash: hex(2), address: '10.0.0.8', endsAt: 2_000 })));
    await expect(tx((t) => t.addAsk(ask('BCDFGHJK', { secretHash: hex(3) })))).rejects.toThrow();
    await tx(async (t) => {
      expect(await t.lockAsk('BCDFGHJK')).toEqual(ask('BCDFGHJK'));
      expect(await t.lockAskOfSecret(hex(2))).toMatchObject({ userCode: 'ZZZZZZZZ' });
      expect([await t.lockAsk('none'), await t.lockAskOfSecret(hex(9))]).toEqual([null, null]);
      expect(await t.countAsks('10.0.0.9', 1_500)).toEqual({ ofAddress: 1, ofAll: 2 });
      expect(await t.countAsks('10.0.0.9', 3_000)).toEqual({ ofAddress: 1, ofAll: 1 });
    });
    const answered = { polledAt: 3_000, waitMs: 10_000, persons: [ana], answeredBy: ben };
    const all = ask('BCDFGHJK', { ...answered, answeredAt: 4_000, givenAt: 5_000 });
    await tx((t) => t.saveAsk(all));
    await tx((t) => t.forgetAsksBefore(3_000));
    expect([await tx((t) => t.lockAsk('BCDFGHJK')), await tx((t) => t.lockAsk('ZZZZZZZZ'))]).toEqual([all, null]);
  });
}
