/** An exercise package on its way between laptops: signed, and planned as the screen does. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { RecordId } from '../../shared/base/ids.ts';
import { multikeyOf } from '../../shared/domain/badge/public-key.ts';
import { type PackageChoice, planPackage, subPlaybooksIn } from '../../shared/domain/exchange/plan-package.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { EngineLife } from '../support/engine-life.ts';
import { everythingOf, exported } from './exchange-world.ts';

const secret = new Uint8Array(32).fill(5);
export const signer = {
  key: multikeyOf(ed25519.getPublicKey(secret)),
  sign: async (message: Uint8Array) => ed25519.sign(message, secret),
};

export const made = (result: { ok: true; value: OperationDraft[] } | { ok: false }): OperationDraft[] => {
  if (!result.ok) throw new Error('a record of the test is refused');
  return result.value;
};

/** What a package takes of a laptop. */
export async function plannedPackage({ engine }: EngineLife, exercise: RecordId, more: Partial<PackageChoice> = {}) {
  const entries = await engine.list({ withDeleted: true });
  const subPlaybooks = await subPlaybooksIn(engine, entries);
  return planPackage(entries, {
    ...everythingOf,
    exercise,
    withPeople: true,
    subPlaybooks,
    today: '2026-11-28',
    ...more,
  });
}

export async function packageOf(life: EngineLife, exercise: RecordId) {
  const { leaving } = await plannedPackage(life, exercise);
  const only = new Set(leaving.map(({ id }) => id));
  return exported(life, { ...everythingOf, withDeleted: false, only }, { exercise, signer });
}
