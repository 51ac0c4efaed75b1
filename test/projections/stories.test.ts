/** What the rules say of every shipped story, field by field, as `stories/*.expected.json` gives it with its reasons. */
import type { JsonObject } from '../../events/envelope.js';
import { lensSchema } from '../../projections/record/lens.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { checkpoints, STORY_NAMES, story, storyLines } from './story.js';

const NOW = Date.UTC(2026, 10, 24);

/** One key and its value: `{ claim: 'talks' }`. */
type Subject = Readonly<Record<string, string>>;

interface Expected {
  readonly contested?: false | { readonly by: readonly string[] };
  readonly tables?: readonly { parties: readonly string[]; phase?: string; agreement?: string }[];
  readonly claims?: Readonly<Record<string, string>>;
  readonly positions?: readonly {
    party: string;
    subject: Subject;
    declared?: string | null;
    attributed?: string | null;
  }[];
  readonly contradictions?: readonly { subject: Subject; parties: readonly string[]; kind?: string; absent?: true }[];
  /** Over all rows of the item: one row per unit and basis. */
  readonly terms?: readonly { item: string; unit?: string; latest?: number; includes?: readonly number[] }[];
}

/** What a projection gives where a checkpoint expects something, in the checkpoint's own form. */
type Field = (is: LensProjections, expected: Expected) => unknown;

const key = (subject: object): string => JSON.stringify(Object.entries(subject));

const sameParties = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join(' ') === b.toSorted().join(' ');

const quantitiesOf = (is: LensProjections, item: string, unit?: string): (number | undefined)[] =>
  is
    .terms()
    .filter((row) => row.item === item && (unit === undefined || row.unit === unit))
    .flatMap((row) => row.entries)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ quantity }) => quantity);

const FIELDS: Readonly<Record<string, Field>> = {
  phase: (is) => is.status().phase.value,
  rule: (is) => is.status().phase.rule,
  contested: (is) => {
    const { value, by } = is.status().contested;
    return value ? { by: by.toSorted() } : false;
  },
  agreement: (is) => is.status().agreement.value,
  agreementId: (is) => is.status().agreement.agreement,
  scope: (is) => is.status().agreement.scope,
  outlook: (is) => is.status().outlook.value,
  outlookOnTheRecord: (is) => is.status().outlook.onTheRecord,
  confidence: (is) => is.status().confidence.value,
  tables: (is, { tables }) =>
    tables?.map((wanted) => {
      const row = is.status().tables.find(({ parties }) => sameParties(parties, wanted.parties));
      return {
        ...wanted,
        ...('phase' in wanted ? { phase: row?.phase.value } : {}),
        ...('agreement' in wanted ? { agreement: row?.agreement.value } : {}),
      };
    }),
  claims: (is, { claims }) =>
    Object.fromEntries(
      Object.keys(claims ?? {}).map((claim) => [claim, is.claims().find((row) => row.claim === claim)?.value]),
    ),
  positions: (is, { positions }) =>
    positions?.map((wanted) => {
      const row = is.positions().find((p) => p.party === wanted.party && key(p.subject) === key(wanted.subject));
      return {
        ...wanted,
        ...('declared' in wanted ? { declared: row?.declared?.stance ?? null } : {}),
        ...('attributed' in wanted ? { attributed: row?.attributed?.stance ?? null } : {}),
      };
    }),
  contradictions: (is, { contradictions }) =>
    contradictions?.map((wanted) => {
      const found = is
        .contradictions()
        .some(
          (row) =>
            key(row.subject) === key(wanted.subject) &&
            sameParties(row.parties, wanted.parties) &&
            (wanted.kind === undefined || row.kind === wanted.kind),
        );
      return { ...wanted, absent: found ? undefined : true };
    }),
  terms: (is, { terms }) =>
    terms?.map((wanted) => {
      const quantities = quantitiesOf(is, wanted.item, wanted.unit);
      return {
        ...wanted,
        ...('latest' in wanted ? { latest: quantities.at(-1) } : {}),
        ...(wanted.includes ? { includes: wanted.includes.filter((n) => quantities.includes(n)) } : {}),
      };
    }),
};

/** The order of the parties who deny is not part of what is expected. */
function withPartiesSorted(expected: JsonObject): JsonObject {
  const { contested } = expected as Expected;
  return contested ? { ...expected, contested: { by: contested.by.toSorted() } } : expected;
}

describe.each(STORY_NAMES)('the story %s', (name) => {
  const log = story(name);

  test.each(checkpoints(name).map((c) => [JSON.stringify(c.lens), c] as const))(
    'reads as expected under %s',
    (_, { lens, expect: expected }) => {
      const is = LensProjections.of(log, lensSchema.parse(lens), NOW);
      if (!is) throw new Error('not opened');
      const found = Object.keys(expected).map((field) => {
        const read = FIELDS[field];
        if (!read) throw new Error(`no test reads the field ${field}`);
        return [field, read(is, expected as Expected)];
      });
      expect(Object.fromEntries(found)).toEqual(withPartiesSorted(expected));
    },
  );

  test('is about one negotiation, whose id is its name', () => {
    const negotiations = storyLines(name).map((line) => (JSON.parse(line) as { data: JsonObject }).data['negotiation']);
    expect(new Set(negotiations.filter((id) => id !== undefined))).toEqual(new Set([name]));
  });
});
