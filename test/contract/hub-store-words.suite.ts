/** What every HubStore keeps of what people say that decides what may flow. */
import { expect, test } from 'vitest';
import { ana, ben, hex, laptop, type Tx, uuid } from './hub-store-world.ts';

export function describeWords(tx: Tx): void {
  test('keeps words of agreements as they were said, and loses those of a transaction that failed', async () => {
    const word = (n: number) => ({ operation: hex(n), type: 'agreement', record: uuid(n), value: { b: [n], a: null } });
    await tx((t) => t.saveAgreementWords([word(3), word(2)]));
    const failing = tx(async (t) => {
      await t.saveAgreementWords([word(1)]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await tx((t) => t.agreementWords())).toEqual([word(2), word(3)]);
  });

  test('keeps words of requests for access by the request that they are about', async () => {
    const word = (n: number, request: string) => {
      return { operation: hex(n), request, type: 'access-answer', value: { n } };
    };
    await tx((t) => t.saveAccessWords([word(3, uuid(41)), word(1, uuid(41)), word(2, uuid(42))]));
    expect(await tx((t) => t.accessWords([uuid(41)]))).toEqual([word(1, uuid(41)), word(3, uuid(41))]);
    expect(await tx((t) => t.accessWords([]))).toEqual([]);
  });

  test('keeps who spoke on which device, by what is decided', async () => {
    const digest = (n: number) => hex(n) + hex(n);
    const signer = (n: number, of: number) => {
      return { operation: hex(n), digest: digest(of), person: n === 1 ? ana : ben, device: laptop };
    };
    await tx((t) => t.saveSigners([signer(3, 7), signer(1, 7), signer(2, 8)]));
    await tx((t) => t.saveSigners([]));
    expect(await tx((t) => t.signers([digest(7)]))).toEqual([signer(1, 7), signer(3, 7)]);
    expect(await tx((t) => t.signers([]))).toEqual([]);
  });
}
