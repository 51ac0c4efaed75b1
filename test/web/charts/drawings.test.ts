/** What the drawings of a page show, of stories that are short or have many parties. */
import type { Timeline } from '../../../projections/compare/timeline.js';
import { PictureWords, type TermChart } from '../../../web/charts/picture-words.js';
import { timeAxis } from '../../../web/charts/time-axis.js';
import { timelineLayout } from '../../../web/charts/timeline-layout.js';

const AT = '2023-11-11T23:59:59.999Z';
const MOMENT = {
  clock: 'reported',
  lensWords: [],
  from: AT,
  to: AT,
  moments: 1,
  exact: true,
  density: [18],
  stops: [{ at: AT, phase: 'negotiating', contested: [], agreement: { value: 'none' } }],
  corrections: [],
  positions: [],
} as unknown as Timeline;

test('A story of one day has a bar that can be seen, its day, and marks that are whole', () => {
  const { bars, ticks, phases, left } = timelineLayout(MOMENT, { width: 800, tz: 'UTC', end: Date.parse(AT) });
  expect(bars.map(({ width }) => width >= 4)).toEqual([true]);
  expect(ticks.map(({ label }) => label)).toEqual(['11 Nov 2023']);
  for (const { x } of phases) expect(x).toBeGreaterThanOrEqual(left + 8);
});

test('A day that was told without a time is not drawn at an hour', () => {
  const { ticks } = timeAxis(Date.parse(AT), Date.parse(AT), [0, 900], 'Asia/Tokyo');
  expect(ticks).toEqual([{ x: 0, label: '11 Nov 2023', under: undefined }]);
});

test('Parties whose terms are drawn look different, however many take part', () => {
  const names = ['israel', 'hamas', 'qatar', 'egypt', 'us', 'icrc', 'turkiye', 'thailand', 'jihad'];
  const parties = names.map((party) => ({ party, name: party, role: null }));
  const lines = ['hamas', 'israel', 'jihad'].map((party) => ({ party, agreed: false, points: [] }));
  const terms = [
    { item: 'hostages', unit: 'person', basis: null, per: null, of: null, title: null, lines, earlier: 0 },
  ];
  const words = new PictureWords({ parties, terms } as unknown as ConstructorParameters<typeof PictureWords>[0], 'UTC');
  const looks = (terms as unknown as TermChart[]).flatMap((chart) => chart.lines.map((line) => words.lookOf(line) % 7));
  expect(new Set(looks).size).toBe(3);
  expect(words.term(terms[0] as unknown as TermChart)).toBe('Hostages, people');
});
