/** Briefings and cards of every shipped story, at every moment that its expectations name. */
import { briefingOf } from '../../../projections/briefing/briefing.js';
import { cardOf } from '../../../projections/briefing/card.js';
import { lensAtSince, usualSince } from '../../../projections/briefing/since.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { LensProjections } from '../../../projections/status/lens-projections.js';
import { checkpoints, STORY_NAMES, story } from '../story.js';

/** How many moments of each story, besides the present. */
const MOMENTS = 4;
const NOW = Date.UTC(2026, 10, 24);

function projectionsOf(name: string, lens: Lens): LensProjections {
  const projections = LensProjections.of(story(name), lens, NOW);
  if (!projections) throw new Error('not opened');
  return projections;
}

function briefed(name: string, lens: Lens, given?: string) {
  const projections = projectionsOf(name, lens);
  const since = given ?? usualSince(projections);
  return briefingOf(projections, projectionsOf(name, lensAtSince(lens, since)), since);
}

/** What stands for a value that nobody has put into words. */
const RAW = /\[object|undefined|\bnull\b|NaN|\.\.(?!\.)|[^.]\.”[.,:;]|\{|\}|accepts-with/;
const RAW_DATE = /\d{4}-\d{2}-\d{2}/;

/** The slugs of a story that stand for something with a title or a name. */
function titledSlugs(name: string): string[] {
  const { counted } = projectionsOf(name, {});
  const { registry, reports } = counted;
  const named = [...registry.parties.values()].filter((p) => p.name !== p.party).map(({ party }) => party as string);
  const titled = reports.flatMap(({ report }) => {
    const { title, proposal, agreement, claim, claimText } = report as unknown as Record<string, string | undefined>;
    return [title && proposal, title && agreement, claimText && claim];
  });
  const issues = registry.issues.map(({ issue }) => issue as string);
  return [...new Set([...named, ...titled, ...issues])].filter(
    (slug) => slug !== undefined && slug.includes('-'),
  ) as string[];
}

describe.each(STORY_NAMES)('The story %s', (name) => {
  const moments = checkpoints(name).map(({ lens }) => lensSchema.parse(lens));
  const lenses = [{}, ...moments.filter((_, i) => i % Math.ceil(moments.length / MOMENTS) === 0)];
  const slugs = titledSlugs(name);

  test.each(lenses.map((lens) => [JSON.stringify(lens), lens] as const))(
    'is briefed in sentences that name their reports, under %s',
    (_, lens) => {
      const { sections, reports, lensWords, past } = briefed(name, lens);
      const sentences = sections.flatMap((section) => section.sentences);
      const words = [...sentences.map((one) => one.words), ...lensWords];
      expect(words.filter((text) => RAW.test(text))).toEqual([]);
      // Changes are told by the sentences of comparisons, which have tests of their own.
      const own = sections.filter(({ section }) => section !== 'changes').flatMap((section) => section.sentences);
      expect(own.filter(({ words: text }) => RAW_DATE.test(text))).toEqual([]);
      expect(own.filter(({ words: text }) => slugs.some((slug) => text.includes(slug)))).toEqual([]);
      expect(sentences.filter(({ words: text }) => !/[.!?…][”"’)]?$/u.test(text))).toEqual([]);
      expect(sentences.filter((one) => one.reports.length === 0 && one.reason === undefined)).toEqual([]);
      const cited = new Set(reports.map(({ reportId }) => reportId));
      expect(sentences.flatMap((one) => one.reports).filter((id) => !cited.has(id))).toEqual([]);
      expect(reports.map(({ number }) => number)).toEqual(reports.map((_one, i) => i + 1));
      expect(past).toBe(Object.keys(lens).some((field) => /By$|revision/.test(field)));
      expect(sections.filter(({ sentences: some, none }) => (some.length === 0) === (none === null))).toEqual(
        sections.filter(({ section, sentences: some }) => section === 'status' && some.length === 0),
      );
    },
  );

  test('has a card that says who says so and who denies it', () => {
    for (const lens of lenses) {
      const { contested } = projectionsOf(name, lens).status();
      const card = cardOf(projectionsOf(name, lens));
      expect(card.contested).toBe(contested.value);
      expect(contested.by.filter((party) => !card.denies.some((one) => one.party === party))).toEqual([]);
      expect(card.says.filter(({ party }) => card.denies.some((one) => one.party === party))).toEqual([]);
      expect(card.phase === 'unreported' || card.sources.length > 0).toBe(true);
    }
  });
});

test('The present of the Qatari mediation, in words', () => {
  const { sections, past, lensWords } = briefed('qatar-mediation', {});
  expect([past, lensWords]).toEqual([false, []]);
  const [status] = sections;
  expect(status?.sentences.slice(0, 4).map(({ words }) => words)).toEqual([
    'The parties are negotiating, since 11 Nov 2023: an offer is on the table.',
    'Qatar says that there are talks.',
    'Israel denies that there are talks.',
    'So the talks are contested, since 11 Nov 2023: neither word takes the other away.',
  ]);
});

test('Changes are told from a week before the newest report on, unless a date is given', () => {
  expect(briefed('qatar-mediation', {}).since).toBe('2023-11-04');
  const all = briefed('qatar-mediation', {}, '2023-10-01').sections[1];
  expect(all?.sentences.length).toBeGreaterThan(3);
  const none = briefed('qatar-mediation', {}, '2025-01-01').sections[1];
  expect([none?.sentences, none?.none]).toEqual([[], expect.stringMatching(/^Nothing/)]);
});
