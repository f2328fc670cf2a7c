import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalendar } from '../../../test/support/read-calendar.ts';
import { utf8 } from '../../base/bytes.ts';
import { type CalendarSession, calendarOf } from './session-calendar.ts';

const now = Date.parse('2026-11-23T06:30:00Z');
const base = {
  id: '0190f000-0000-7000-8000-00000000c002',
  reference: 'TR-26-031',
  place: 'Quay Street; hall 2, Port Sorrel',
  timeZone: 'Asia/Tokyo',
  start: '2026-11-23',
  end: '2026-11-24',
  opens: '09:00',
  closes: '16:30',
  instructors: ['Tomas Velk', 'ليلى منصور'],
  marking: 'TLP:AMBER' as const,
};
const title = { text: 'Evidence across borders', lang: 'en' };
const session = (over: Partial<CalendarSession['session']> = {}): CalendarSession => ({
  session: { ...base, ...over },
  title,
});
const read = (...sessions: CalendarSession[]) => readCalendar(utf8(calendarOf(sessions, now)));
const values = (name: string, ...sessions: CalendarSession[]) =>
  read(...sessions).map((event) => event.get(name)?.value);

test('[IC1] each day is an event at the instants of its place', () => {
  expect(values('DTSTART', session())).toEqual(['20261123T000000Z', '20261124T000000Z']);
  expect(values('DTEND', session())).toEqual(['20261123T073000Z', '20261124T073000Z']);
  expect(values('SUMMARY', session())).toEqual(Array(2).fill('Evidence across borders · TR-26-031'));
});

test('[IC1] across a change of the clocks the hours of the place stay', () => {
  const over = { timeZone: 'Europe/Paris', start: '2026-10-24', end: '2026-10-26' };
  expect(values('DTSTART', session(over))).toEqual(['20261024T070000Z', '20261025T080000Z', '20261026T080000Z']);
  const spring = { timeZone: 'America/New_York', start: '2026-03-07', end: '2026-03-08' };
  expect(values('DTSTART', session(spring))).toEqual(['20260307T140000Z', '20260308T130000Z']);
});

test('[IC1] without hours, or with one alone, it is whole days, the last included; without a first day it is nowhere', () => {
  for (const over of [{ opens: undefined, closes: undefined }, { closes: undefined }, { closes: '08:00' }]) {
    const [event, ...more] = read(session(over));
    expect(more).toEqual([]);
    expect(event?.get('DTSTART')).toEqual({ parameters: { VALUE: 'DATE' }, value: '20261123' });
    expect(event?.get('DTEND')?.value).toBe('20261125');
  }
  expect(read(session({ start: undefined }))).toEqual([]);
});

test('[IC2] whatever is written in a session, its file is one of the RFC and says it', () => {
  const signs = [...'\\;,:" aم漢😀\n\r\t\0\x7f\u2028\ufeff'];
  const text = fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(text, text, (place, words) => {
      const [event] = readCalendar(
        utf8(calendarOf([{ ...session({ place, opens: undefined }), title: { text: words, lang: 'ar' } }], now)),
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
      const kept = (said: string) => said.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
      expect(event?.get('SUMMARY')?.value).toBe(`${kept(words)} · TR-26-031`);
      expect(event?.get('LOCATION')?.value ?? '').toBe(kept(place));
    }),
  );
});

test('[IC3] an event has the same name in every file', () => {
  const [one, ...rest] = read(session());
  expect(rest[0]?.get('UID')?.value).not.toBe(one?.get('UID')?.value);
  const later = readCalendar(utf8(calendarOf([session({ opens: '10:00' })], now + 60_000)));
  expect(later.map((event) => event.get('UID'))).toEqual(read(session()).map((event) => event.get('UID')));
  expect(later[0]?.get('DTSTAMP')?.value).toBe('20261123T063100Z');
});

test('[IC4] the mark is said in words and as a class', () => {
  const classes = (['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:RED', undefined] as const).map((marking) => {
    const [event] = read(session({ marking }));
    expect(event?.get('DESCRIPTION')?.value.includes('TLP')).toBe(marking !== undefined);
    return event?.get('CLASS')?.value;
  });
  expect(classes).toEqual(['PUBLIC', 'PRIVATE', 'CONFIDENTIAL', 'CONFIDENTIAL', 'CONFIDENTIAL']);
});

test('[IC2] many sessions are one file', () => {
  const other = session({ opens: undefined, closes: undefined, id: '0190f000-0000-7000-8000-00000000c009' });
  expect(read(session(), other)).toHaveLength(3);
  expect(read()).toEqual([]);
});
