/** A laptop without a screen, enrolled at a running hub; its people write playbooks and sync. */
import { enrolDevice } from '../../../headless/enrolment.ts';
import { openHeadlessDevice } from '../../../headless/headless-device.ts';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { createRecord } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';

export async function enrolLaptop(folder: string, hub: { address: string; code: string; deviceName: string }) {
  const enrolled = await enrolDevice(folder, hub);
  if (!enrolled.ok) throw new Error(`${hub.deviceName}: ${enrolled.failure.kind}`);
  const { identity } = enrolled.value;
  const opened = await openHeadlessDevice(folder, { unasked: true });
  if (!opened.ok) throw new Error(opened.failure.kind);
  const { engine, clock, random } = opened.value;
  return {
    identity,
    /** Saves a playbook by the first of its people in its first scope. */
    async write(title: Readonly<Record<string, string>>): Promise<void> {
      const place = { scope: identity.scopes[0]?.id as string, id: uuidv7(clock, random) };
      const drafts = createRecord(playbook, place, { title });
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      const saved = await engine.apply(identity.profiles[0]?.person as string, drafts.value);
      if (!saved.ok) throw new Error(saved.failure.kind);
    },
    /** What became of a sync: how much was not accepted, or why there was none. */
    async sync(): Promise<number | string> {
      const synced = await engine.sync();
      return synced.ok ? synced.value.notAccepted : synced.failure.kind;
    },
    async titles(language: string): Promise<unknown[]> {
      const entries = await engine.list({ type: 'playbook' });
      return entries.map(({ values }) => values[`title.${language}`]).filter((title) => title !== undefined);
    },
    reasons: async () => (await engine.notAccepted()).map(({ outcome }) => ('reason' in outcome ? outcome.reason : '')),
    close: () => opened.value.close(),
  };
}
export type HeadlessLaptop = Awaited<ReturnType<typeof enrolLaptop>>;
