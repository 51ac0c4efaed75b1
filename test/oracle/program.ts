/**
 * What the program answers, in the oracle's shape and without `because`: the one place that knows both. Answers are read
 * as plain JSON, so that only a field that moves or is renamed is of any concern here.
 */
import { comparable, comparableSource } from '../../events/text.js';
import { given, projectionsOf, type Line } from '../projections/given.js';
import type { Contradiction } from './bargaining/contradictions.js';
import { flag, isObject, list, number, object, objects, text, texts, type Json } from './json.js';
import { quantityText } from './bargaining/ledger.js';
import type { Status } from './oracle.js';

const answer = (value: unknown): Json => JSON.parse(JSON.stringify({ value })) as Json;

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const unique = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

const origins = (data: Json): string[] => unique(texts(data, 'origins').map(comparableSource));

const phaseIn = (data: Json) => ({
  value: text(data, 'value') ?? '',
  rule: text(data, 'rule'),
  since: text(data, 'since'),
});

/** Slugs, or objects that hold one. */
const slugs = (data: Json, field: string, own: string): string[] =>
  list(data, field).map((row) => (isObject(row) ? (text(row, own) ?? '') : typeof row === 'string' ? row : ''));

const shownIn = (data: Json) => ({
  value: text(data, 'value'),
  agreement: text(data, 'agreement'),
  inForce: slugs(data, 'inForce', 'agreement'),
  scope: text(data, 'scope'),
  stage: text(data, 'stage'),
  until: text(data, 'until'),
  members: texts(data, 'members').toSorted(),
  violated: flag(data, 'violated'),
});

/** `{ claim: 'talks' }` → `claim talks`. */
const subjectIn = (row: Json): string =>
  Object.keys(object(row, 'subject'))
    .map((sort) => `${sort} ${text(object(row, 'subject'), sort) ?? ''}`)
    .join();

/** A halt or a restart; null where there is none. */
const tellingIn = (status: Json, field: string) => {
  const data = status[field];
  if (!isObject(data)) return null;
  const value = text(data, 'value');
  return { ...(value === null ? {} : { value }), since: text(data, 'since'), origins: origins(data) };
};

const stanceIn = (row: Json, field: string) => {
  const data = row[field];
  return isObject(data) ? { stance: text(data, 'stance'), to: texts(data, 'to').toSorted() } : null;
};

const declaredIn = (row: Json) => {
  const data = object(row, 'declared');
  const stance = stanceIn(row, 'declared');
  return (
    stance && {
      ...stance,
      since: text(data, 'since'),
      restated: text(data, 'restated'),
      reversals: number(data, 'reversals'),
    }
  );
};

/** Of a demand it tells only that it is one: its report may be any of its development. */
const answersIn = (row: Json) =>
  objects(row, 'answers')
    .map((one) => ({
      offer: text(one, 'proposal') ?? 'a demand',
      declared: isObject(one['declared']),
      attributed: isObject(one['attributed']),
    }))
    .toSorted(byText);

const positionIn = (row: Json) => ({
  party: text(row, 'party'),
  subject: subjectIn(row),
  declared: declaredIn(row),
  attributed: stanceIn(row, 'attributed'),
  answers: answersIn(row),
});

const contradictionIn = (row: Json) => ({
  kind: text(row, 'kind'),
  subject: subjectIn(row),
  parties: text(row, 'kind') === 'reporting' ? [] : texts(row, 'parties').toSorted(),
  origins: origins(row),
  since: text(row, 'since'),
});

const offerIn = (row: Json) => ({
  value: text(row, 'value'),
  proposers: texts(row, 'proposers').toSorted(),
  to: texts(row, 'to').toSorted(),
  until: text(row, 'until'),
});

const byName = <T>(rows: readonly Json[], name: string, read: (row: Json) => T): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [text(row, name) ?? '', read(row)]));

const pressureIn = (row: Json) => ({
  party: text(row, 'party'),
  measure: comparable(text(row, 'measure') ?? ''),
  against: text(row, 'against'),
  since: text(row, 'since'),
  until: text(row, 'until'),
});

const nameIn = (row: Json, field: string): string | null => {
  const name = text(row, field);
  return name === null ? null : comparable(name);
};

/** A series, by its distinct quantities alone. */
const seriesIn = (row: Json) => ({
  item: nameIn(row, 'item'),
  unit: nameIn(row, 'unit'),
  basis: nameIn(row, 'basis'),
  ofChain: text(row, 'of') !== null,
  quantities: unique(objects(row, 'entries').flatMap((entry) => quantityText(entry) ?? [])),
});

/** What the program says of the lines under the lens; null where the negotiation has not been opened. */
export function programSays(lines: readonly Line[], lens: Json) {
  const [walk, all] = [given(lines, lens), projectionsOf(lines, lens)];
  if (!walk || !all) return null;
  const status = object(answer(all.status()), 'value');
  const rows = (value: unknown): readonly Json[] => objects(answer(value), 'value');
  const offers = object(answer(all.offers()), 'value');
  const [outlook, contested] = [object(status, 'outlook'), object(status, 'contested')];
  const freshness = object(status, 'freshness');
  return {
    counted: walk.ids,
    firings: walk.run.firings.map(({ rule, from, to, report }) => [rule, from, to, report.id]),
    phase: phaseIn(object(status, 'phase')),
    contested: {
      value: flag(contested, 'value'),
      by: texts(contested, 'by').toSorted(),
      since: text(contested, 'since'),
    },
    reportedHalt: tellingIn(status, 'reportedHalt'),
    reportedRestart: tellingIn(status, 'reportedRestart'),
    agreement: shownIn(object(status, 'agreement')),
    agreementStates: byName(rows(all.agreements()), 'agreement', (row) => text(row, 'value')),
    outlook: { value: text(outlook, 'value'), onTheRecord: text(outlook, 'onTheRecord') },
    confidence: text(object(status, 'confidence'), 'value'),
    freshness: {
      value: text(freshness, 'value'),
      newestReportAt: text(freshness, 'newestReportAt'),
      ageDays: number(freshness, 'ageDays'),
    },
    claims: byName(rows(all.claims()), 'claim', (row) => text(row, 'value')),
    tables: objects(status, 'tables').map((row) => ({
      parties: texts(row, 'parties'),
      phase: phaseIn(object(row, 'phase')),
      agreement: shownIn(object(row, 'agreement')),
    })),
    pressure: objects(status, 'pressure').map(pressureIn).toSorted(byText),
    openProposals: slugs(status, 'openProposals', 'proposal').toSorted(),
    openDemands: slugs(status, 'openDemands', 'report').toSorted(),
    proposals: byName(objects(offers, 'proposals'), 'proposal', offerIn),
    demands: byName(objects(offers, 'demands'), 'report', (row) => text(row, 'value')),
    positions: rows(all.positions()).map(positionIn).toSorted(byText),
    contradictions: rows(all.contradictions()).map(contradictionIn).toSorted(byText),
    terms: rows(all.terms())
      .map(seriesIn)
      .filter(({ quantities }) => quantities.length > 0)
      .toSorted(byText),
  };
}

/** With its fields in the order of `contradictionIn`: rows are sorted by their texts. */
const contradictionOf = ({ kind, subject, parties, origins: both, since }: Contradiction) => ({
  kind,
  subject,
  parties,
  origins: both.toSorted(),
  since,
});

/** The oracle's own, in just the same shape. */
export function oracleSays(status: Status | null) {
  if (!status) return null;
  const { offers, positions, contradictions, terms, ...rest } = status;
  return {
    ...rest,
    openProposals: offers.openProposals,
    openDemands: offers.openDemands,
    proposals: Object.fromEntries(
      Object.entries(offers.proposals).map(([id, { value, proposers, to, until }]) => [
        id,
        { value, proposers, to, until },
      ]),
    ),
    demands: Object.fromEntries(Object.entries(offers.demands).map(([id, { value }]) => [id, value])),
    positions: positions
      .map(({ party, subject, declared, attributed, answers }) => ({
        party,
        subject: `${subject.sort} ${subject.id}`,
        declared: declared && { ...declared, to: declared.to.toSorted() },
        attributed: attributed && { stance: attributed.stance, to: attributed.to.toSorted() },
        answers: answers
          .map((one) => ({
            offer: one.offer.startsWith('demand ') ? 'a demand' : one.offer.replace('proposal ', ''),
            declared: one.declared !== null,
            attributed: one.attributed !== null,
          }))
          .toSorted(byText),
      }))
      .toSorted(byText),
    contradictions: contradictions.map(contradictionOf).toSorted(byText),
    terms: terms.toSorted(byText),
  };
}
