import { expect, test } from 'vitest';
import { createActivityStore } from './activity-store.ts';

function storeAt(start: number) {
  let time = start;
  return {
    store: createActivityStore(() => time),
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

test('an activity tells count and rate while it runs, then how it ended', () => {
  const { store, wait } = storeAt(0);
  const activity = store.start('Import', { total: 200 });
  wait(2000);
  activity.progress(80);
  expect(store.list()[0]).toMatchObject({ state: 'running', done: 80, total: 200, rate: 40 });
  activity.end({ state: 'done', note: '200 playbooks', path: '/playbooks' });
  expect(store.list()[0]).toMatchObject({ state: 'done', note: '200 playbooks', path: '/playbooks', canStop: false });
});

test('a stopped work is stopping until it has said what it kept', () => {
  const { store } = storeAt(0);
  const activity = store.start('Export', { total: 10 });
  store.stop(1);
  expect(activity.signal.aborted).toBe(true);
  expect(store.list()[0]).toMatchObject({ state: 'stopping', canStop: false });
  activity.progress(5);
  activity.end({ state: 'stopped', note: '5 of 10 are saved' });
  expect(store.list()[0]).toMatchObject({ state: 'stopped', done: 5, note: '5 of 10 are saved' });
});

test('what an ended work still says changes nothing', () => {
  const { store } = storeAt(0);
  const activity = store.start('Export');
  activity.end({ state: 'failed', note: 'no room' });
  activity.progress(7);
  activity.end({ state: 'done' });
  store.stop(1);
  expect(store.list()[0]).toMatchObject({ state: 'failed', done: 0, note: 'no room' });
});

test('a work that throws is told as failed, with what it kept, and throws on', async () => {
  const { store } = storeAt(0);
  const onFault = () => ({ state: 'failed', note: 'What was saved stays' }) as const;
  const work = store.track('Import', { onFault }, async (activity) => {
    activity.progress(3);
    throw new Error('planted');
  });
  await expect(work).rejects.toThrow('planted');
  expect(store.list()[0]).toMatchObject({ state: 'failed', done: 3, note: 'What was saved stays', canStop: false });
});

test('clearing takes the finished and leaves the running', () => {
  const { store } = storeAt(0);
  store.start('First').end({ state: 'done' });
  store.start('Second');
  store.start('Third').stop();
  store.clearFinished();
  expect(store.list().map((activity) => activity.name)).toEqual(['Second', 'Third']);
});

test('every change is told, until one stops listening', () => {
  const { store } = storeAt(0);
  let told = 0;
  const stop = store.subscribe(() => {
    told += 1;
  });
  store.start('Index').progress(1);
  stop();
  store.clearFinished();
  expect(told).toBe(2);
});
