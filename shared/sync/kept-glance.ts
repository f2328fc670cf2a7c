/** The network at a glance as the hub last told it, in the store alone ([SY14], [SY17], [SY19]). */
import { overseenScopes } from '../domain/policy/overseers.ts';
import { type NetworkGlance, networkGlanceSchema } from '../protocol/network-glance.ts';
import type { EngineCore } from './engine-core.ts';

/** What may be shown of it: nothing to those whose role ended, and of what is held, what lies in their scopes now. */
export async function glanceOf({ ports: { store }, memory }: EngineCore): Promise<NetworkGlance | null> {
  const scopes = overseenScopes(memory.identity?.grants ?? []);
  if (scopes.length === 0) return null;
  const kept = networkGlanceSchema.safeParse(await store.meta('glance'));
  if (!kept.success) return null;
  const { held, erasures, members, ...glance } = kept.data;
  const inMine = ({ scope }: { readonly scope: string }) => scopes.includes(scope);
  return {
    ...glance,
    ...(held === undefined ? {} : { held: held.filter(inMine) }),
    ...(erasures === undefined ? {} : { erasures: erasures.filter(inMine) }),
    ...(members === undefined ? {} : { members: members.filter(inMine) }),
  };
}

/** Takes from the store what may not be shown any more: what is held is other people's work. Throws when the store does. */
export async function trimGlance(core: EngineCore): Promise<void> {
  const kept = await core.ports.store.meta('glance');
  if (kept === undefined || kept === null) return;
  await core.ports.store.write({ meta: { glance: await glanceOf(core) } });
}
