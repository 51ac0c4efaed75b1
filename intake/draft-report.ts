/** The body of a report from a candidate: what could be read, under the kind that a person chose. */
import type { Candidate } from '../events/intake/candidate.js';
import type { JsonObject } from '../events/envelope.js';
import { reportSchemas } from '../events/report.js';
import type { Kind } from '../events/vocabulary.js';
import type { Article } from './article.js';

/** Fields that name a subject, and which the form asks for where several may be meant. */
const SUBJECTS = ['claim', 'issue', 'proposal', 'agreement'] as const;

/** The fields that a kind's reports may have. */
const fieldsOf = (kind: Kind): ReadonlySet<string> => new Set(Object.keys(reportSchemas[kind].shape));

/** The first subject of each sort that the kind takes: of those of which it takes one only, the likeliest. */
function subjectOf(candidate: Candidate, fields: ReadonlySet<string>): JsonObject {
  for (const subject of candidate.subjects ?? [])
    for (const sort of SUBJECTS) {
      const slug = (subject as Readonly<Record<string, string>>)[sort];
      if (slug !== undefined && fields.has(sort)) return { [sort]: slug };
    }
  return {};
}

const sourceOf = ({ publisher, origin, title, url }: Article): JsonObject => ({
  ...(publisher ? { publisher } : {}),
  ...(origin && origin !== publisher ? { origin } : {}),
  ...(title ? { title } : {}),
  ...(url && /^https?:/i.test(url) ? { url } : {}),
});

/** The speaker; a party is named only where it is not the report's own. */
function speakerOf({ speaker, party }: Candidate, { publisher }: Article): JsonObject {
  const { party: spokenFor, ...rest } = speaker ?? { capacity: 'reporter' as const };
  const name = rest.name ?? (rest.capacity === 'reporter' ? publisher : undefined);
  return {
    ...(name ? { name } : {}),
    capacity: rest.capacity,
    ...(spokenFor && spokenFor !== party ? { party: spokenFor } : {}),
  };
}

const READ_FIELDS = ['outlook', 'toward', 'role', 'measure', 'to', 'with', 'between', 'terms', 'occurredAt'] as const;
/** Kinds whose reports cannot be without these lists, empty or not. */
const NEEDS_TERMS: ReadonlySet<Kind> = new Set(['proposal', 'demand', 'concession', 'agreement', 'implementation']);

/**
 * The body of `POST …/reports` for a candidate under a kind: `kind` and the fields that could be read. What the kind needs
 * and could not be read is left out: the form asks for it.
 * @param text the article's text; a quotation is taken from it
 */
export function draftReport(candidate: Candidate, kind: Kind, article: Article, text: string): JsonObject {
  const fields = fieldsOf(kind);
  const read = Object.fromEntries(
    READ_FIELDS.filter((field) => fields.has(field) && candidate[field] !== undefined).map((field) => [
      field,
      candidate[field],
    ]),
  );
  const subject = subjectOf(candidate, fields);
  const { quote } = candidate;
  return {
    kind,
    ...(candidate.party ? { party: candidate.party } : {}),
    speaker: speakerOf(candidate, article),
    ...subject,
    ...(kind === 'proposal' && candidate.subjects ? issuesOf(candidate) : {}),
    ...(NEEDS_TERMS.has(kind) ? { terms: [] } : {}),
    ...read,
    summary: candidate.summary,
    ...(quote && text.includes(quote) ? { quote } : {}),
    ...(article.language ? { lang: article.language } : {}),
    attribution: candidate.attribution ?? 'unattributed',
    source: sourceOf(article),
    ...(article.published ? { reportedAt: article.published } : {}),
  };
}

function issuesOf({ subjects = [] }: Candidate): JsonObject {
  const issues = subjects.flatMap((subject) => ('issue' in subject ? [subject.issue] : [])).slice(0, 1);
  return issues.length > 0 ? { issues } : {};
}
