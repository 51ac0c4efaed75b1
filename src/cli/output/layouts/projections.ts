/** The projections of a negotiation, a table for each: positions, claims, offers, agreements and so on. */
import type { PartAnswer } from '../../../../answers/parts.js';
import { gridOrLine, section, type Layout } from '../layout.js';
import { amountWords, becauseWords, listed, subjectWords, termsWords } from '../wording.js';
import { headOf } from './head.js';

type Position = PartAnswer<'positions'>['positions'][number];

/** What a party declares, and what is attributed to it. */
function stanceRows({ declared, attributed }: Pick<Position, 'declared' | 'attributed'>): string[][] {
  return [
    declared && { held: declared, how: 'declared' },
    attributed && { held: attributed, how: `attributed, ${attributed.attribution}` },
  ].flatMap((given) => {
    if (!given) return [];
    const { stance, to, since, terms, because } = given.held;
    const word = to.length ? `${stance} (towards ${listed(to)})` : stance;
    return [[word, given.how, since, termsWords(terms), listed(because)]];
  });
}

export function positionsLayout(answer: PartAnswer<'positions'>): Layout {
  const rows = answer.positions.flatMap(({ party, subject, declared, attributed, answers }) => [
    ...stanceRows({ declared, attributed }).map((row) => [party, subjectWords(subject), ...row]),
    ...answers.flatMap((given) =>
      stanceRows(given).map((row) => [party, `${subjectWords(subject)}, ${given.proposal ?? given.report}`, ...row]),
    ),
  ]);
  const head = ['party', 'subject', 'stance', 'how', 'since', 'terms', 'because'];
  return [...headOf(answer), ...gridOrLine('Nobody has taken a position.', head, rows)];
}

export function claimsLayout(answer: PartAnswer<'claims'>): Layout {
  const rows = answer.claims.map((claim) => {
    const by = (word: string) => listed(claim.words.flatMap((w) => (w.word === word ? [w.party] : [])));
    return [claim.claim, claim.about, claim.value, by('confirms'), by('denies'), becauseWords(claim)];
  });
  const head = ['claim', 'about', 'value', 'confirmed by', 'denied by', 'because'];
  return [...headOf(answer), ...gridOrLine('No claims.', head, rows)];
}

export function proposalsLayout(answer: PartAnswer<'proposals'>): Layout {
  const answers = (all: PartAnswer<'proposals'>['proposals'][number]['answers']) =>
    all.map(({ party, stance }) => `${party} ${stance}`).join('; ');
  const offers = answer.proposals.map((p) => [
    p.proposal,
    listed(p.proposers),
    listed(p.to),
    p.value,
    p.since,
    p.until,
    answers(p.answers),
    termsWords(p.terms),
  ]);
  const demands = answer.demands.map((d) => [
    d.report,
    listed(d.proposers),
    listed(d.to),
    d.value,
    d.since,
    d.deadline,
    d.issue,
    termsWords(d.terms),
  ]);
  return [
    ...headOf(answer),
    ...gridOrLine('No offers.', ['proposal', 'by', 'to', 'value', 'since', 'until', 'answers', 'terms'], offers),
    ...section('Demands', ['report', 'by', 'to', 'value', 'since', 'until', 'issue', 'terms'], demands),
  ];
}

export function agreementsLayout(answer: PartAnswer<'agreements'>): Layout {
  const rows = answer.agreements.map((a) => [
    a.agreement,
    a.violated ? `${a.value}, violated` : a.value,
    a.scope,
    a.until,
    a.words.map(({ party, word }) => `${party} ${word}`).join('; '),
    becauseWords(a),
  ]);
  const head = ['agreement', 'value', 'scope', 'until', 'words', 'because'];
  return [...headOf(answer), ...gridOrLine('No agreements.', head, rows)];
}

export function contradictionsLayout(answer: PartAnswer<'contradictions'>): Layout {
  const rows = answer.contradictions.map((c) => [
    c.kind,
    subjectWords(c.subject),
    listed(c.parties.length > 0 ? c.parties : (c.origins ?? [])),
    c.since,
    listed(c.because),
  ]);
  const head = ['kind', 'subject', 'between', 'since', 'because'];
  return [...headOf(answer), ...gridOrLine('No contradictions.', head, rows)];
}

export function termsLayout(answer: PartAnswer<'terms'>): Layout {
  const rows = answer.terms.flatMap(({ item, unit, of, entries }) =>
    entries.map((e) => [
      item,
      of,
      e.at,
      e.kind,
      listed([...(e.party === null ? [] : [e.party]), ...(e.jointly ?? [])]),
      amountWords(e),
      unit,
      e.reportId,
    ]),
  );
  const carried = answer.fulfilment.flatMap(({ agreement, items }) =>
    items.map((i) => [
      agreement,
      i.item,
      i.agreed && amountWords(i.agreed),
      i.carriedOut ?? (i.reported ? 'reported without a number' : 'nothing reported'),
      i.unit,
      becauseWords(i),
    ]),
  );
  return [
    ...headOf(answer),
    ...gridOrLine('No terms.', ['item', 'of', 'at', 'kind', 'by', 'amount', 'unit', 'report'], rows),
    ...section('Carried out', ['agreement', 'item', 'agreed', 'so far', 'unit', 'because'], carried),
  ];
}

export function sourcesLayout(answer: PartAnswer<'sources'>): Layout {
  const sources = answer.sources.map((s) => [
    s.publisher,
    s.reliability,
    s.reports,
    s.retracted,
    s.lastReportedAt,
    listed(s.origins),
  ]);
  const origins = answer.origins.map((o) => [o.origin, o.reports, o.copies, o.developments, listed(o.publishers)]);
  return [
    ...headOf(answer),
    ...gridOrLine('No sources.', ['publisher', 'grade', 'reports', 'retracted', 'last', 'origins'], sources),
    ...section('Origins', ['origin', 'reports', 'copies', 'developments', 'publishers'], origins),
  ];
}
