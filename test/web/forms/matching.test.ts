/** Finding titles by what is typed into a combobox. */
import { matching, titled } from '../../../web/forms/matching.js';

const OPTIONS = [
  { value: 'ceasefire', title: 'A ceasefire' },
  { value: 'truce-of-november', title: 'Truce of November', note: '22 Nov 2023' },
  { value: 'november', title: 'November' },
  { value: 'cote', title: 'Côte d’Ivoire' },
  { value: 'qatar', title: 'قطر', note: 'Qatar' },
];
const found = (text: string) => matching(OPTIONS, text).map(({ value }) => value);

test('Nothing typed lists everything', () => {
  expect(found(' ')).toEqual(OPTIONS.map(({ value }) => value));
});

test('Every word must be there, in any order, without case and accents', () => {
  expect(found('NOVEMBER truce')).toEqual(['truce-of-november']);
  expect(found('cote')).toEqual(['cote']);
  expect(found('ceasefire november')).toEqual([]);
});

test('Letters are folded as the search folds them: ß, ı, ł, forms of alef and yeh, tatweel, harakat', () => {
  const options = ['Straßenbahn', 'Diyarbakır', 'Łódź', 'مصطفى', 'الأُمَّــة'].map((title) => ({ value: title, title }));
  for (const [typed, title] of [
    ['strasse', 'Straßenbahn'],
    ['DIYARBAKIR', 'Diyarbakır'],
    ['lodz', 'Łódź'],
    ['مصطفي', 'مصطفى'],
    ['الامه', 'الأُمَّــة'],
  ] as const)
    expect(matching(options, typed).map((one) => one.title)).toEqual([title]);
});

test('The same title comes first, then what begins so', () => {
  expect(found('november')).toEqual(['november', 'truce-of-november']);
});

test('It is found by its note and its slug', () => {
  expect(found('22 nov')).toEqual(['truce-of-november']);
  expect(found('qatar')).toEqual(['qatar']);
});

test('A title typed whole is that option, unless two have it', () => {
  expect(titled(OPTIONS, ' november ')?.value).toBe('november');
  expect(titled(OPTIONS, 'nov')).toBeUndefined();
  expect(titled([...OPTIONS, { value: 'november-2', title: 'November' }], 'November')).toBeUndefined();
});
