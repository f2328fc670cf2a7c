/** What every HubStore keeps to about trust. */
import { expect, test } from 'vitest';
import { ana, hex, hub, laptop, type Tx } from './hub-store-world.ts';

export function describeTrust(tx: Tx): void {
  const whole = { hub, device: laptop, serial: null, at: 7_000, by: ana, statement: 'aa' };
  const one = { hub, device: laptop, serial: hex(3), at: 6_000, by: null, statement: 'bb' };
  const unknown = { ...whole, device: '00000000-0000-4000-8000-0000000000ff', statement: 'cc' };

  test('[RV1] keeps revocations in the order of adding, each once, of devices that it does not know too', async () => {
    expect(await tx((t) => t.addRevocations([one]))).toEqual([one]);
    expect(await tx((t) => t.addRevocations([whole, one, unknown]))).toEqual([whole, unknown]);
    expect(await tx((t) => t.addRevocations([one]))).toEqual([]);
    const placed = await tx((t) => t.revocationsAfter(0, 10));
    expect(placed.map(({ place: _, ...revocation }) => revocation)).toEqual([one, whole, unknown]);
    const [first, second] = placed.map(({ place }) => place) as [number, number];
    expect(second).toBeGreaterThan(first);
    expect(await tx((t) => t.revocationsAfter(first, 1))).toEqual([placed[1]]);
    expect(await tx((t) => t.revocationsOf(laptop))).toEqual([one, whole]);
  });

  test('keeps which requests were answered; a second answer is refused', async () => {
    const answered = { hash: hex(5) + hex(6), device: laptop, by: ana, at: 8_000 };
    await tx((t) => t.noteAnswered(answered));
    expect(await tx((t) => t.answeredRequest(answered.hash))).toEqual(answered);
    expect(await tx((t) => t.answeredRequest(hex(7) + hex(8)))).toBeNull();
    await expect(tx((t) => t.noteAnswered({ ...answered, by: null }))).rejects.toThrow();
  });
}
