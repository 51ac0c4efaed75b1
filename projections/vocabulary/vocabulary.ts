/**
 * What a report can name, as its record has it: parties, claims, issues, proposals and agreements with their titles,
 * sources, speakers and reports, the last used first. A form lets one choose from these.
 */
import { TALKS, type PartyId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { SUBJECT_SORTS } from '../../events/vocabulary.js';
import { folded } from '../../events/words/folded.js';
import type { SubjectSort } from '../../events/vocabulary.js';
import { subjectTitlesOf } from '../wording/reader-names.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { titleKey } from '../record/registry.js';
import { atOnce, withPauses } from '../support/at-once.js';
import { RecentUses } from './recent-uses.js';
import { FREE_TEXTS, type FreeText, type Vocabulary } from './shape.js';

const MOST = { things: 500, reports: 100, texts: 100 } as const;

type Named = Readonly<Partial<Record<string, unknown>>>;
type SubjectRow = { readonly slug: string; readonly title: string | null; readonly about?: PartyId };

const SUBJECT_FIELDS: Readonly<Record<SubjectSort, readonly string[]>> = {
  claim: ['claim'],
  issue: ['issue', 'issues'],
  proposal: ['proposal', 'of'],
  agreement: ['agreement', 'extends'],
};
const PARTY_FIELDS: readonly string[] = ['party', 'jointly', 'to', 'with', 'between', 'subjectTo', 'about', 'by'];

const listed = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
const inFields = (of: Named, fields: readonly string[]): string[] => fields.flatMap((field) => listed(of[field]));

/** So many reports are read at a time. */
const AT_A_TIME = 250;

type Steps<T> = Generator<undefined, T>;

/** The report as it now reads, the newest first; without those that are voided. */
function* newestFirst({ selection }: CountedReports): Steps<Report[]> {
  const all: Report[] = [];
  yield* withPauses(selection.reportIndex.reportIds().toReversed(), AT_A_TIME, (id) => {
    const found = selection.published.get(id)?.report;
    if (found) all.push(found);
  });
  return all;
}

/** The items that are kept, in order, with pauses. */
function* kept<T>(items: readonly T[], isKept: (item: T) => boolean): Steps<T[]> {
  const found: T[] = [];
  yield* withPauses(items, AT_A_TIME, (item) => {
    if (isKept(item)) found.push(item);
  });
  return found;
}

/** Whether the texts hold every word of what is looked for. */
function finder(q: string | undefined): (...texts: readonly (string | null | undefined)[]) => boolean {
  const words = folded(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return (...texts) => {
    if (words.length === 0) return true;
    const text = folded(texts.filter(Boolean).join('\n'));
    return words.every((word) => text.includes(word));
  };
}

function* subjectsOf(
  counted: CountedReports,
  reports: readonly Report[],
): Steps<Record<SubjectSort, RecentUses<SubjectRow>>> {
  const titles = subjectTitlesOf(counted);
  const used = Object.fromEntries(SUBJECT_SORTS.map((sort) => [sort, new RecentUses<SubjectRow>()])) as Record<
    SubjectSort,
    RecentUses<SubjectRow>
  >;
  const about = new Map(
    reports.flatMap((r) => ('claim' in r && 'about' in r && r.claim && r.about ? [[r.claim as string, r.about]] : [])),
  );
  const row = (sort: SubjectSort, slug: string): SubjectRow => {
    const party = sort === 'claim' ? about.get(slug) : undefined;
    return { slug, title: titles.get(titleKey(sort, slug)) ?? null, ...(party ? { about: party } : {}) };
  };
  yield* withPauses(reports, AT_A_TIME, (one) => {
    for (const sort of SUBJECT_SORTS)
      for (const slug of new Set(inFields(one, SUBJECT_FIELDS[sort]))) used[sort].add(slug, row(sort, slug));
  });
  // What has a title and is not in any report yet; `talks` is always there.
  for (const key of titles.keys()) {
    const sort = SUBJECT_SORTS.find((one) => key.startsWith(titleKey(one, '')));
    if (sort)
      used[sort].addUnused(key.slice(titleKey(sort, '').length), row(sort, key.slice(titleKey(sort, '').length)));
  }
  used.claim.addUnused(TALKS, row('claim', TALKS));
  return used;
}

function* partiesOf({ registry }: CountedReports, reports: readonly Report[]): Steps<Vocabulary['parties']> {
  const used = new RecentUses<Omit<Vocabulary['parties'][0], 'uses'>>();
  const row = (id: string) => {
    const party = registry.parties.get(id as PartyId);
    return party && { party: party.party, name: party.name, role: party.roles.at(-1)?.role ?? null };
  };
  yield* withPauses(reports, AT_A_TIME, (one) => {
    for (const id of new Set([...inFields(one, PARTY_FIELDS), ...listed(one.speaker.party)])) {
      const found = row(id);
      if (found) used.add(id, found);
    }
  });
  for (const id of registry.parties.keys()) used.addUnused(id, row(id) as NonNullable<ReturnType<typeof row>>);
  return used.all();
}

function* sourcesOf(
  { selection }: CountedReports,
  reports: readonly Report[],
  field: 'publisher' | 'origin',
): Steps<Vocabulary['publishers']> {
  const { aliases } = selection.reportIndex.desk;
  const used = new RecentUses<Pick<Vocabulary['publishers'][0], 'name'>>();
  /** The last that was given: a report may come without one. */
  const grades = new Map<string, Vocabulary['publishers'][0]['reliability']>();
  yield* withPauses(reports, AT_A_TIME, ({ source }) => {
    const name = source[field];
    if (name === undefined) return;
    const key = aliases.keyOf(name);
    used.add(key, { name: aliases.shown(name) ?? name });
    if (field === 'publisher' && source.reliability !== undefined && !grades.has(key))
      grades.set(key, source.reliability);
  });
  return used.all().map((one) => ({ ...one, reliability: grades.get(aliases.keyOf(one.name)) ?? null }));
}

function* speakersOf(reports: readonly Report[]): Steps<Vocabulary['speakers']> {
  const used = new RecentUses<Omit<Vocabulary['speakers'][0], 'uses'>>();
  yield* withPauses(reports, AT_A_TIME, ({ speaker: who, attribution, party = null }) => {
    const { name = null, capacity, party: speaksFor = null } = who;
    // Of somebody who is named, the last capacity; of voices without a name, each.
    const key = name === null ? JSON.stringify([capacity, party, speaksFor]) : folded(name);
    used.add(key, { name, capacity, attribution, speaksFor, party });
  });
  return used.all();
}

function* textsOf(reports: readonly Report[]): Steps<Record<FreeText, string[]>> {
  const found = Object.fromEntries(FREE_TEXTS.map((field) => [field, new Set<string>()])) as Record<
    FreeText,
    Set<string>
  >;
  yield* withPauses(reports, AT_A_TIME, (one) => {
    const named: Named = one;
    for (const field of ['measure', 'channel', 'venue', 'lang'] as const)
      listed(named[field]).forEach((t) => found[field].add(t));
    for (const tag of one.tags ?? []) found.tag.add(tag);
    for (const term of one.terms ?? [])
      for (const field of ['item', 'unit', 'per', 'basis'] as const)
        listed(term[field]).forEach((t) => found[field].add(t));
  });
  return Object.fromEntries(FREE_TEXTS.map((field) => [field, [...found[field]]])) as Record<FreeText, string[]>;
}

const rowOf = ({ reportId: id, kind, summary, party, reportedAt, source }: Report): Vocabulary['reports'][0] => ({
  reportId: id,
  kind,
  summary,
  party: party ?? null,
  reportedAt,
  publisher: source.publisher,
});

/** The same at once. */
export const vocabularyOf = (counted: CountedReports, q?: string): Vocabulary => atOnce(readingVocabulary(counted, q));

/**
 * Step by step, so that a caller can let others work in between.
 * @param q only what holds each of these words
 */
export function* readingVocabulary(counted: CountedReports, q?: string): Steps<Vocabulary> {
  const reports = yield* newestFirst(counted);
  const holds = finder(q);
  const cut: string[] = [];
  const bounded = <T>(name: string, most: number, all: readonly T[]): T[] => {
    if (all.length > most) cut.push(name);
    return all.slice(0, most);
  };
  const used = yield* subjectsOf(counted, reports);
  const things = function* <T>(
    name: string,
    all: readonly T[],
    text: (of: T) => readonly (string | null | undefined)[],
  ): Steps<T[]> {
    return bounded(name, MOST.things, yield* kept(all, (one) => holds(...text(one))));
  };
  const ofSort = (name: string, sort: SubjectSort) => things(name, used[sort].all(), (one) => [one.title, one.slug]);
  const nameOf = (party: PartyId | null) => (party === null ? undefined : counted.registry.parties.get(party)?.name);
  return {
    parties: yield* things('parties', yield* partiesOf(counted, reports), ({ party, name }) => [name, party]),
    claims: yield* ofSort('claims', 'claim'),
    issues: yield* ofSort('issues', 'issue'),
    proposals: yield* ofSort('proposals', 'proposal'),
    agreements: yield* ofSort('agreements', 'agreement'),
    publishers: yield* things('publishers', yield* sourcesOf(counted, reports, 'publisher'), ({ name }) => [name]),
    origins: yield* things('origins', yield* sourcesOf(counted, reports, 'origin'), ({ name }) => [name]),
    speakers: yield* things('speakers', yield* speakersOf(reports), ({ name, party }) => [name, nameOf(party)]),
    reports: bounded(
      'reports',
      MOST.reports,
      yield* kept(reports, (r) =>
        holds(r.summary, r.quote, r.reportId, r.source.publisher, r.speaker.name, nameOf(r.party ?? null)),
      ),
    ).map(rowOf),
    texts: Object.fromEntries(
      Object.entries(yield* textsOf(reports)).map(([field, all]) => [
        field,
        bounded(
          field,
          MOST.texts,
          all.filter((text) => holds(text)),
        ),
      ]),
    ) as Vocabulary['texts'],
    cut,
  };
}
