/**
 * What a set of candidates is worth beside a hand coding of the same article. A candidate matches a coded report when kind
 * and party are the same, and some sentence of one is one of the other's; one to one, the largest matching. Reports marked
 * optional may be proposed or left out.
 */

/** Kinds between which careful editors differ: fields are compared across them. */
const NEAR =
  `refusal rejection, demand proposal, demand stance, endorsement stance, concession stance, concession acceptance,
  acceptance agreement, suspension breakdown, confirmation involvement, confirmation contact, confirmation resumption,
  resumption contact, overture contact, overture proposal, overture stance`
    .split(',')
    .map((pair) => pair.trim().split(/\s+/));
const isNear = (a, b) => a === b || NEAR.some(([x, y]) => (x === a && y === b) || (x === b && y === a));

const kindOf = (type) =>
  type
    .replace(/Reported$/, '')
    .replace(/(?<!^)([A-Z])/g, '-$1')
    .toLowerCase();

const FULL_STOP =
  /(?<!\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|a\.m|p\.m|Inc|Corp|Co|Ltd|[A-Z]))[.!?][”"’')]*(?=\s+[“"‘'(]?[A-Z0-9]|\s*$)/g;
const count = (text, mark) => text.split(mark).length - 1;

/** The sentences that codings count: a division of its own, so that rules may learn to divide better. */
export function sentencesOf(text) {
  const found = [];
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    const last = paragraph.index + paragraph[0].length;
    let start = paragraph.index;
    for (const stop of paragraph[0].matchAll(FULL_STOP)) {
      const end = paragraph.index + stop.index + stop[0].length;
      const piece = text.slice(start, end);
      const isOpen = count(piece, '“') > count(piece, '”') || count(piece, '"') % 2 === 1;
      if (isOpen && end < last) continue;
      found.push([start, end]);
      start = end;
    }
    if (start < last) found.push([start, last]);
  }
  return found;
}

/** The sentences that an evidence touches; `problems` gains what is not the article's slice. */
function sentencesAt(text, sentences, evidence, problems, label) {
  const hit = new Set();
  for (const one of [evidence].flat().filter(Boolean)) {
    const words = typeof one === 'string' ? one : (one.text ?? text.slice(one.start, one.end));
    let start = typeof one === 'string' ? text.indexOf(words) : (one.start ?? text.indexOf(words));
    if (start < 0 || text.slice(start, start + words.length) !== words || words.trim() === '') {
      problems.push(`${label}: the evidence is no slice of the article`);
      continue;
    }
    const end = start + words.trimEnd().length;
    start += words.length - words.trimStart().length;
    sentences.forEach(([a, b], i) => {
      if (start < b && end > a && text.slice(Math.max(start, a), Math.min(end, b)).trim()) hit.add(i);
    });
  }
  return hit;
}

/** The largest one-to-one matching, by augmenting paths; pairs that are preferred are made first. */
function matching(left, right, fits, prefers) {
  const partner = right.map(() => -1);
  if (prefers) for (const [i, j] of matching(left, right, prefers)) partner[j] = i;
  const place = (i, seen) =>
    right.some((_, j) => {
      if (seen.has(j) || !fits(left[i], right[j])) return false;
      seen.add(j);
      if (partner[j] >= 0 && !place(partner[j], seen)) return false;
      partner[j] = i;
      return true;
    });
  left.forEach((_, i) => {
    if (!partner.includes(i)) place(i, new Set());
  });
  return partner.map((i, j) => [i, j]).filter(([i]) => i >= 0);
}

/** Matches what must be found first; what is left may be optional. */
function tally(coded, proposed, fits, prefers) {
  const must = coded.filter(({ optional }) => !optional);
  const pairs = matching(must, proposed, fits, prefers);
  const used = new Set(pairs.map(([, j]) => j));
  const rest = proposed.filter((_, j) => !used.has(j));
  const spare = matching(
    coded.filter(({ optional }) => optional),
    rest,
    fits,
  );
  const taken = new Set(spare.map(([, j]) => rest[j]));
  return {
    right: pairs.length,
    wrong: rest.length - spare.length,
    missed: must.length - pairs.length,
    optional: spare.length,
    pairs: pairs.map(([i, j]) => [must[i], proposed[j]]),
    lost: must.filter((_, i) => !pairs.some(([x]) => x === i)),
    extra: rest.filter((one) => !taken.has(one)),
  };
}

const overlap = (a, b) => [...a.at].some((sentence) => b.at.has(sentence));
const fitsBy = (kinds, parties) => (report, candidate) =>
  kinds(report.kind, candidate.kind) &&
  (!parties || (report.party ?? null) === (candidate.party ?? null)) &&
  overlap(report, candidate);
const same = (a, b) => a === b;

const quantities = ({ terms }) =>
  (terms ?? []).flatMap(({ quantity, min, max }) => [quantity, min, max]).filter((n) => Number.isFinite(n));
const spokenFor = ({ speaker, party }) => speaker?.party ?? party ?? null;

/** How a field is compared, and of which reports. */
const FIELDS = {
  capacity: (r, c) => r.speaker?.capacity === c.speaker?.capacity,
  attribution: (r, c) => r.attribution === c.attribution,
  'party spoken for': (r, c) => spokenFor(r) === spokenFor(c),
  claim: (r, c) => (r.claim ? r.claim === c.claim : undefined),
  issue: (r, c) => (r.issue || r.issues ? r.issue === c.issue || r.issues?.includes(c.issue) === true : undefined),
  outlook: (r, c) => (r.outlook ? r.outlook === c.outlook : undefined),
  toward: (r, c) => (r.toward ? r.toward === c.toward : undefined),
  with: (r, c) => (r.with ? r.with.every((party) => c.with?.includes(party)) : undefined),
  quantities: (r, c) => (quantities(r).length > 0 ? quantities(r).every((n) => quantities(c).includes(n)) : undefined),
  'happened at': (r, c) => (r.occurredAt && c.occurredAt ? r.occurredAt === c.occurredAt : undefined),
};

function fieldsOf(pairs) {
  const found = {};
  for (const [field, compare] of Object.entries(FIELDS)) {
    const answers = pairs
      .map(([report, candidate]) => compare(report, candidate))
      .filter((answer) => answer !== undefined);
    found[field] = [answers.filter(Boolean).length, answers.length];
  }
  return found;
}

/** The lines of a coding: the registry, then the reports with their sentences. */
export function codingOf(text, lines) {
  const sentences = sentencesOf(text);
  const problems = [];
  const opened = lines.find(({ type }) => type === 'NegotiationOpened')?.data ?? {};
  const reports = lines
    .filter(({ type }) => type !== 'NegotiationOpened')
    .map(({ type, data, optional, sentences: numbers, evidence }) => ({
      ...data,
      kind: kindOf(type),
      optional: optional === true,
      at: numbers ? new Set(numbers) : sentencesAt(text, sentences, evidence, problems, data.reportId),
    }));
  return { opened, reports, sentences, problems };
}

/** @param drafts `{ kinds, asserted, party, speaker, attribution, evidence, … }` */
export function scoreOf(name, text, lines, drafts) {
  const { reports, sentences, problems } = codingOf(text, lines);
  const proposed = drafts.map((draft, i) => {
    const kinds = (draft.kinds ?? [draft.kind]).slice(0, 3);
    return {
      ...draft,
      kinds,
      kind: kinds[0],
      at: sentencesAt(text, sentences, draft.evidence, problems, `draft ${i + 1}`),
    };
  });
  const exact = fitsBy(same, true);
  const near = tally(reports, proposed, fitsBy(isNear, true), exact);
  return {
    name,
    required: reports.filter(({ optional }) => !optional).length,
    optional: reports.filter(({ optional }) => optional).length,
    drafts: drafts.length,
    strict: tally(reports, proposed, exact),
    near,
    ranked: tally(reports, proposed, (r, c) => c.kinds.includes(r.kind) && overlap(r, c)),
    asserted: tally(
      reports,
      proposed.filter(({ asserted }) => asserted),
      exact,
    ),
    sentences: tally(reports, proposed, (r, c) => overlap(r, c)),
    fields: fieldsOf(near.pairs),
    evidence: [drafts.length - problems.length, drafts.length],
    problems,
  };
}

const COUNTED = ['strict', 'near', 'ranked', 'asserted', 'sentences'];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** All articles as one. */
export function totalOf(scores) {
  const counts = (measure) =>
    Object.fromEntries(['right', 'wrong', 'missed', 'optional'].map((k) => [k, sum(scores.map((s) => s[measure][k]))]));
  const both = (pick) => [sum(scores.map((s) => pick(s)[0])), sum(scores.map((s) => pick(s)[1]))];
  return {
    name: `all ${scores.length} articles`,
    required: sum(scores.map((s) => s.required)),
    optional: sum(scores.map((s) => s.optional)),
    drafts: sum(scores.map((s) => s.drafts)),
    ...Object.fromEntries(COUNTED.map((measure) => [measure, counts(measure)])),
    fields: Object.fromEntries(Object.keys(FIELDS).map((field) => [field, both((s) => s.fields[field])])),
    evidence: both((s) => s.evidence),
    problems: scores.flatMap((s) => s.problems),
  };
}

/** Precision, recall and F1. */
export function rates({ right, wrong, missed }) {
  const precision = right / (right + wrong) || 0;
  const recall = right / (right + missed) || 0;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) || 0 };
}
