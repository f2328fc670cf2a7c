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
  activity.finish('200 playbooks', '/playbooks');
  expect(store.list()[0]).toMatchObject({ state: 'done', note: '200 playbooks', path: '/playbooks', canStop: false });
});

test('stopping ends the signal, and what the work still says afterwards changes nothing', () => {
  const { store } = storeAt(0);
  const activity = store.start('Export');
  store.stop(1);
  expect(activity.signal.aborted).toBe(true);
  activity.progress(5);
  activity.finish('too late');
  expect(store.list()[0]).toMatchObject({ state: 'stopped', done: 0, note: null });
});

test('clearing takes the finished and leaves the running', () => {
  const { store } = storeAt(0);
  store.start('First').finish();
  store.start('Second');
  store.clearFinished();
  expect(store.list().map((activity) => activity.name)).toEqual(['Second']);
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
