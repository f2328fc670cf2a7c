/** A laptop without a screen in an exercise: the product's own door and rounds, behind two pieces of network. */
import { openSampleDevice } from '../../../build/sample/sample-laptop.ts';
import { type InRoom, stayInRoom } from '../../../headless/room-stay.ts';
import { conductEvent } from '../../../shared/domain/conduct/conduct-event.ts';
import { type ExerciseLaptop, type ExercisePlace, firedAt, fireNext, observeBy } from './exercise-laptop.ts';
import { type NetworkGate, openGate } from './network-gate.ts';

export interface HeadlessInExercise extends ExerciseLaptop {
  /** Where those on the same side of the cut reach it, and where the others do. */
  readonly gates: { readonly near: NetworkGate; readonly far: NetworkGate };
  /** What is left to be exchanged with these addresses, in changes. */
  leftWith(addresses: readonly string[]): Promise<number>;
  /** Calls these from now on. */
  begin(meet: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Enrols it and lets it hear the hub once: it needs its certificate. */
export async function enterExercise(
  asked: { readonly folder: string; readonly hubAddress: string; readonly number: number },
  place: ExercisePlace,
): Promise<HeadlessInExercise> {
  const { folder, hubAddress, number } = asked;
  const device = await openSampleDevice(folder, hubAddress, `Field laptop ${number}`);
  const { engine } = device;
  const synced = await engine.sync();
  if (!synced.ok) throw new Error(synced.failure.kind);
  const port = 42_000 + number;
  const at = { host: `127.0.0.${number + 1}`, port };
  const gates = { near: await openGate(`${at.host}:${port}`), far: await openGate(`${at.host}:${port}`) };
  const seen = new Map<number, number>();
  const look = async () => {
    const count = await firedAt(engine, place.exercise);
    const now = Date.now();
    if (count > 0 && !seen.has(count)) seen.set(count, now);
  };
  const stopHearing = engine.onChange(({ types }) => {
    if (types.includes(conductEvent.type)) void look();
  });
  // Nobody catches it: a bug ends the bench.
  const fault = (error: unknown) => {
    throw error;
  };
  let room: InRoom | null = null;
  return {
    name: `laptop ${number}`,
    engine,
    seen,
    gates,
    async fire() {
      const fired = await fireNext(engine, place);
      room?.saved();
      return fired;
    },
    async observe(text) {
      await observeBy(engine, place, text);
      room?.saved();
    },
    async begin(meet) {
      room = await stayInRoom(device, { at, meet, announce: false, everyMs: 10_000 }, { hear() {}, fault });
    },
    async leftWith(addresses) {
      let left = 0;
      for (const address of addresses) {
        const met = await engine.meet(address);
        if (!met.ok) throw new Error(`${address}: ${met.failure.kind}`);
        left += met.value.requests > 2 ? 1 : 0;
      }
      return left;
    },
    async close() {
      stopHearing();
      await room?.close();
      for (const gate of Object.values(gates)) await gate.close();
      await device.close();
    },
  };
}
