/** What every HubStore keeps of who signs in by an identity provider. */
import { expect, test } from 'vitest';
import type { ProviderLink } from '../../hub/provider/link-records.ts';
import { ana, ben, type Tx, uuid } from './hub-store-world.ts';

export function describeLinks(tx: Tx): void {
  const issuer = 'https://id.example';
  const link = (n: number, changes: Partial<ProviderLink> = {}): ProviderLink => ({
    id: uuid(n),
    account: uuid(71),
    issuer,
    subject: null,
    email: 'anneke@example.org',
    askedBy: ben,
    askedAt: 1_000 + n,
    confirmedBy: null,
    confirmedAt: null,
    usedAt: null,
    ...changes,
  });

  test('keeps links by subject and by e-mail, and what changes of them', async () => {
    await tx((t) =>
      t.addAccount({
        id: uuid(71),
        person: ana,
        name: 'anneke',
        setUp: null,
        passphrase: null,
        authenticator: null,
        authenticatorOffered: null,
        authenticatorStep: 0,
        madeAt: 1_000,
      }),
    );
    await tx((t) => t.addLink(link(82)));
    await tx((t) => t.addLink(link(81, { subject: 'sub-1', email: null, askedBy: null, confirmedAt: 5 })));
    await tx(async (t) => {
      expect([await t.accountOfPerson(ana), await t.accountOfPerson(ben)]).toEqual([uuid(71), null]);
      expect(await t.lockLinkOfSubject(issuer, 'sub-1')).toMatchObject({ id: uuid(81), askedBy: null });
      expect(await t.lockLinkOfSubject('https://other.example', 'sub-1')).toBeNull();
      expect(await t.lockInvitations(issuer, 'anneke@example.org')).toEqual([link(82)]);
      expect((await t.allLinks()).map(({ id }) => id)).toEqual([uuid(81), uuid(82)]);
      expect(await t.linksOf(uuid(72))).toEqual([]);
    });
    const used = link(82, { subject: 'sub-2', confirmedBy: ben, confirmedAt: 6, usedAt: 7 });
    await tx((t) => t.saveLink({ ...used, email: 'not@this' }));
    expect(await tx((t) => t.lockLink(uuid(82)))).toEqual(used);
    expect(await tx((t) => t.lockInvitations(issuer, 'anneke@example.org'))).toEqual([]);
    await expect(tx((t) => t.saveLink({ ...used, subject: 'sub-1' }))).rejects.toThrow();
    await tx((t) => t.removeLink(used));
    expect(await tx((t) => t.lockLink(uuid(82)))).toBeNull();
  });
}
