/** What every HubStore keeps of who holds which role where, and how it came to that. */
import { expect, test } from 'vitest';
import { ana, ben, here, hex, type Tx, there, uuid } from './hub-store-world.ts';

export function describeGrants(tx: Tx): void {
  test('keeps proposed roles with who signed, and since when, by whom and under what each role is held', async () => {
    const proposal = {
      ...{ id: uuid(61), scope: here, person: ana, roles: ['director'] as const, needed: 2, proposedBy: ben },
      ...{ proposedAt: 5_000, endsAt: 9_000, settled: null },
    };
    const second = { ...proposal, id: uuid(62), proposedAt: 4_000 };
    const signature = { proposal: uuid(61), scope: here, person: ben, digest: hex(7) + hex(8), at: 6_000 };
    await tx((t) => t.addProposal(proposal));
    await tx((t) => t.addProposal(second));
    expect(await tx((t) => t.addSignature(signature))).toBe(true);
    expect(await tx((t) => t.addSignature({ ...signature, at: 7_000 }))).toBe(false);
    await tx(async (t) => {
      expect(await t.openProposals([here], 8_999)).toEqual([second, proposal]);
      expect(await t.openProposals([here], 9_000)).toEqual([]);
      expect(await t.openProposals([there], 8_999)).toEqual([]);
      expect(await t.signatures([uuid(61), uuid(62)])).toEqual([signature]);
      expect(await t.lockProposal(uuid(63))).toBeNull();
    });
    await tx((t) => t.settleProposal(proposal, 'given', 8_000));
    await tx((t) => t.setRoles(ana, here, ['director', 'guest'], { at: 8_000, by: ben, proposal: uuid(61) }));
    const access = { request: uuid(41), person: ben, scope: here, kinds: ['playbook'], until: 9_000 };
    await tx((t) => t.giveAccess(access));
    await tx(async (t) => {
      expect(await t.openProposals([here], 8_999)).toEqual([second]);
      expect(await t.lockProposal(uuid(61))).toEqual({ ...proposal, settled: 'given' });
      expect(await t.proposals([uuid(62), uuid(61)])).toEqual([{ ...proposal, settled: 'given' }, second]);
      const given = { scope: here, since: 8_000, by: ben, proposal: uuid(61), until: null };
      const ending = { since: null, by: null, proposal: null, until: 9_000 };
      expect(await t.members([here])).toEqual([
        { ...given, person: ana, role: 'director' },
        { ...given, person: ana, role: 'guest' },
        { ...given, ...ending, person: ben, role: 'guest' },
      ]);
      expect(await t.members([there])).toEqual([]);
    });
  });

  test('gives access once under a request, beside roles without an end, and says what ends next', async () => {
    const access = { request: uuid(41), person: ana, scope: here, kinds: ['playbook'], until: 9_000 };
    const later = { ...access, request: uuid(42), until: 12_000 };
    await tx((t) => t.setRoles(ana, here, ['guest', 'trainer']));
    const before = await tx((t) => t.grantsVersion());
    expect(await tx((t) => t.giveAccess(later))).toBe(true);
    expect(await tx((t) => t.giveAccess(access))).toBe(true);
    expect(await tx((t) => t.giveAccess(access))).toBe(false);
    const lasting = { person: ana, scope: here, roles: ['trainer', 'guest'] };
    const ending = ({ person, scope, kinds, until }: typeof access) => ({
      person,
      scope,
      roles: ['guest'],
      kinds,
      until,
    });
    await tx(async (t) => {
      expect(await t.grants([ana])).toEqual([lasting, ending(access), ending(later)]);
      expect(await t.grantsChanged([ana], before)).toBe(true);
      expect((await t.hub()).nextEnd).toBe(9_000);
      expect(await t.accessEndingBy(8_999)).toEqual([]);
      expect(await t.accessEndingBy(12_000)).toEqual([access, later]);
      await t.setRoles(ana, here, []);
      expect(await t.endAccess(uuid(41), 'expired')).toEqual(access);
      expect(await t.endAccess(uuid(41), 'ended')).toBeNull();
      expect(await t.giveAccess(access)).toBe(false);
      expect(await t.grants([ana])).toEqual([ending(later)]);
      expect((await t.hub()).nextEnd).toBe(12_000);
      expect(await t.grantsKnown([ana], before)).toEqual([lasting]);
      await t.endAccess(uuid(42), 'ended');
      expect(await t.hub()).not.toHaveProperty('nextEnd');
    });
  });

  test('knows the grants in force, those that could be known earlier, and whether any changed since', async () => {
    await tx((t) => t.setRoles(ana, here, ['trainer', 'steward']));
    await tx((t) => t.setRoles(ben, there, ['guest']));
    const before = await tx((t) => t.grantsVersion());
    await tx((t) => t.setRoles(ana, here, ['trainer', 'auditor']));
    await tx((t) => t.setRoles(ben, there, []));
    await tx(async (t) => {
      expect(await t.grants([ana, ben])).toEqual([{ person: ana, scope: here, roles: ['trainer', 'auditor'] }]);
      expect(await t.grantsKnown([ben, ana], before)).toEqual([
        { person: ana, scope: here, roles: ['trainer', 'steward'] },
        { person: ben, scope: there, roles: ['guest'] },
      ]);
      expect(await t.grantsKnown([ana, ben], 0)).toEqual([]);
      const now = await t.grantsVersion();
      expect([await t.grantsChanged([ben], before), await t.grantsChanged([ben], now)]).toEqual([true, false]);
      expect(await t.grantsChanged([], 0)).toBe(false);
    });
  });

  test('moves the grants version only when a grant changes', async () => {
    await tx((t) => t.setRoles(ana, here, ['trainer']));
    const version = await tx((t) => t.grantsVersion());
    await tx((t) => t.setRoles(ana, here, ['trainer']));
    expect(await tx((t) => t.grantsVersion())).toBe(version);
  });
}
