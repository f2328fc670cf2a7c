import { expect, test } from 'vitest';
import { isNameTaken, renamedView, type SavedView, viewShowing, viewsOf, withoutView } from './saved-views.ts';

const view = (name: string, place: SavedView['place'], list = '/playbooks'): SavedView => ({ list, name, place });
const drafts = view('My drafts', { state: 'draft', sort: 'changed' });
const north = view('North', { region: 'North' });
const other = view('North', { region: 'North' }, '/courses');

test('a list has its own views, and the one that shows what is shown is found whatever its order', () => {
  expect(viewsOf([drafts, other, north], '/playbooks')).toEqual([drafts, north]);
  expect(viewShowing([drafts, north], { sort: 'changed', state: 'draft' })).toBe(drafts);
  expect(viewShowing([drafts, north], { state: 'draft' })).toBeNull();
});

test('a name is taken in its list only, and not by the view that has it', () => {
  const all = [drafts, north, other];
  expect(isNameTaken(all, '/playbooks', ' my DRAFTS ', null)).toBe(true);
  expect(isNameTaken(all, '/playbooks', 'My drafts', 'My drafts')).toBe(false);
  expect(isNameTaken(all, '/courses', 'My drafts', null)).toBe(false);
});

test('a view is renamed or removed where it is, and those of other lists stay', () => {
  expect(renamedView([north, other], north, 'The north')).toEqual([{ ...north, name: 'The north' }, other]);
  expect(withoutView([north, other], north)).toEqual([other]);
});
