import { expect, test } from 'vitest';
import { languages } from '../../shared/domain/language.ts';
import { createI18n, speakIn } from './create-i18n.ts';
import { createFormatters } from './format.ts';
import { matchLanguage } from './languages.ts';
import type { Translate } from './use-translate.ts';

const translate = async (language: (typeof languages)[number]) =>
  (await createI18n(language)).t as unknown as Translate;

test('Arabic has its six plural forms', async () => {
  const t = await translate('ar');
  const forms = [0, 1, 2, 3, 11, 100].map((count) => t('ui:sync.conflicts', { count }));
  expect(new Set(forms).size).toBe(6);
  expect(forms[2]).toBe('تعارضان للتسوية');
  expect(forms[3]).toBe('3 تعارضات للتسوية');
});

test('Russian tells one, few and many apart', async () => {
  const t = await translate('ru');
  expect(t('ui:sync.conflicts', { count: 21 })).toBe('21 конфликт ждёт решения');
  expect(t('ui:sync.conflicts', { count: 3 })).toBe('3 конфликта ждут решения');
  expect(t('ui:sync.conflicts', { count: 5 })).toBe('5 конфликтов ждут решения');
});

test('numbers inside a sentence are written as its language does', async () => {
  const t = await translate('en');
  expect(t('ui:sync.waiting', { count: 12_000 })).toBe('12,000 waiting');
});

test('a name that runs the other way is isolated inside a sentence, and nothing is escaped', async () => {
  const t = await translate('en');
  expect(t('app:profile.menu', { name: 'يوسف' })).toBe('Profile of \u2068يوسف\u2069');
  expect(t('app:profile.menu', { name: 'O’Neil & <Sons>' })).toBe('Profile of O’Neil & <Sons>');
});

test('a sentence that ends in a date of abbreviations has one stop, and dots that somebody wrote stay', async () => {
  const day = Date.UTC(2026, 10, 28);
  const closed = async (language: 'ru' | 'fr', length: 'short' | 'medium') =>
    ((await createI18n(language, ['sync'])).t as unknown as Translate)('sync:party.yesSince', {
      date: createFormatters(language).date(day, length),
    });
  expect(await closed('ru', 'medium')).toMatch(/[^.]г\.$/);
  expect(await closed('fr', 'short')).toMatch(/nov\.$/);
  const t = await translate('en');
  expect(t('app:profile.menu', { name: 'Wait... what.' })).toBe('Profile of Wait... what.');
});

test.each(languages)('%s has its own words after a change of language without a restart', async (language) => {
  const i18n = await createI18n('en');
  await i18n.changeLanguage(language);
  const settings = (i18n.t as unknown as Translate)('app:settings.language.title');
  expect(settings === 'Language').toBe(language === 'en');
});

test('what a screen said once it says again, and in the words of its language as soon as they are there', async () => {
  const i18n = await createI18n('en');
  const say = (language: string, key: string) =>
    i18n.getFixedT(language, 'playbooks')(key as never) as unknown as string;
  expect([say('en', 'rail.label'), say('fr', 'rail.label')]).toEqual(['rail.label', 'rail.label']);
  await i18n.loadNamespaces('playbooks');
  expect([say('en', 'rail.label'), say('fr', 'rail.label')]).toEqual(['Playbooks', 'Playbooks']);
  await i18n.loadLanguages('fr');
  for (let time = 0; time < 2; time += 1) expect(say('fr', 'rail.label')).toBe('Fiches d’action');
  expect(say('en', 'rail.label')).toBe('Playbooks');
});

test('the first wish that we speak is taken, whatever its region; English otherwise', () => {
  expect(matchLanguage(['de-AT', 'ar-EG', 'fr'])).toBe('ar');
  expect(matchLanguage(['zh-Hant-TW'])).toBe('zh');
  expect(matchLanguage(['de', 'pt-BR'])).toBe('en');
});

test('[VO1] another vocabulary is spoken at once, in every language that was read, and the plain words come back', async () => {
  const i18n = await createI18n('en', ['exercises']);
  const say = (language: string, key: string, values?: object) =>
    (i18n.getFixedT(language, 'exercises') as unknown as (key: string, values?: object) => string)(key, values);
  await i18n.loadLanguages('fr');
  expect([say('en', 'list.events'), say('fr', 'list.events')]).toEqual(['Event list', 'Liste des événements']);
  await speakIn(i18n, 'nato');
  expect(say('en', 'import.go', { count: 3 })).toBe('Import 3 injections');
  expect(say('fr', 'phase.approved')).toBe('Liste MEL/MIL approuvée');
  expect(say('fr', 'inject.new')).toBe('Nouvelle injection');
  await speakIn(i18n, 'plain');
  expect([say('en', 'import.go', { count: 3 }), say('fr', 'phase.approved')]).toEqual([
    'Import 3 injects',
    'Liste des événements approuvée',
  ]);
});

test('[VO1] what is read later is in the vocabulary too, and of two wishes at once the last one holds', async () => {
  const i18n = await createI18n('en', [], 'uk');
  await i18n.loadNamespaces('reviews');
  const say = () => (i18n.getFixedT('en', 'reviews') as unknown as (key: string) => string)('finding.kind.improvement');
  expect(say()).toBe('Lesson identified');
  await Promise.all([speakIn(i18n, 'hseep'), speakIn(i18n, 'iso')]);
  expect(say()).toBe('Opportunity for improvement');
});
