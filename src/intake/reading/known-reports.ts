/** What the record has already of a candidate: the very report, and those that it may corroborate. */
import type { JsonObject } from '../../../events/envelope.js';
import { latestInstant, spanOf, type Instant } from '../../../events/dates.js';
import { reportEventType } from '../../../events/event-types.js';
import type { NegotiationId } from '../../../events/ids.js';
import type { Report } from '../../../events/report.js';
import type { Candidate } from '../../../events/intake/candidate.js';
import type { ArticleSource } from '../../../events/intake/intake.js';
import { comparableSource } from '../../../events/text.js';
import { keyedContentId } from '../../../events/keyed-identity.js';
import { draftEventOf, type Identify } from '../../../decisions/draft-event.js';
import { parseFact } from '../../../decisions/parse-fact.js';
import { namedSubjectsOf, partiesOf } from '../../../projections/record/kinds.js';
import type { CountedReports } from '../../../projections/report-index/counted-reports.js';
import type { CandidateAnswer } from '../../../answers/intake/article.js';

const DAY = 86_400_000;
/** Two reports of one development are told within so many days. */
const NEAR = 3 * DAY;
/** How many reports are offered. */
const MOST_OFFERED = 5;
/** How many of the newest reports are looked at. */
const MOST_SEEN = 5_000;

type KnownReport = CandidateAnswer['corroborates'][number];

const knownReport = ({ reportId, kind, summary, source, reportedAt }: Report): KnownReport => ({
  reportId,
  kind,
  summary,
  publisher: source.publisher,
  reportedAt,
});

/**
 * The report of the record that has exactly this content; null where there is none, or where something is missing in it.
 * @param secret that of the store, under which ids are made of content
 */
export function sameReport(
  counted: CountedReports,
  negotiation: NegotiationId,
  body: JsonObject,
  secret: Uint8Array | undefined,
): KnownReport | null {
  const { kind, ...data } = body;
  const parsed = parseFact(reportEventType(kind as Report['kind']), { ...data, negotiation }, ['kind']);
  if ('findings' in parsed) return null;
  const recordedAs = (identify?: Identify) =>
    counted.selection.published.get(draftEventOf(parsed.fact, identify).id as unknown as Report['reportId']);
  const found = (secret && recordedAs((of, content) => keyedContentId(secret, of, content))) ?? recordedAs();
  return found ? knownReport(found.report) : null;
}

const instantOf = (text: string | undefined): Instant | undefined =>
  text === undefined || spanOf(text) === null ? undefined : latestInstant(text);

/** Whether a report is about one of the candidate's subjects; where either names none, the kind and the party say enough. */
function concerns(report: Report, { subjects = [] }: Candidate): boolean {
  const { claim, issue, proposal, agreement } = namedSubjectsOf(report);
  const named = [claim, issue, proposal, agreement].filter((one) => one !== undefined);
  const own = subjects.flatMap((one) => Object.values(one));
  return named.length === 0 || own.length === 0 || own.some((slug) => named.includes(slug as never));
}

/** Reports of the same kind, party and subject that other sources published within three days, the newest first. */
export function corroborated(counted: CountedReports, candidate: Candidate, source: ArticleSource): KnownReport[] {
  const { kinds, party, occurredAt } = candidate;
  const at = instantOf(occurredAt) ?? instantOf(source.published);
  const [kind] = kinds;
  if (kind === undefined || party === undefined || at === undefined) return [];
  const own = [source.publisher, source.origin].flatMap((name) => (name === undefined ? [] : [comparableSource(name)]));
  return counted.all
    .slice(-MOST_SEEN)
    .filter(({ report, place, publishedAt }) => {
      if (report.kind !== kind || !partiesOf(report).includes(party) || !concerns(report, candidate)) return false;
      if (own.includes(comparableSource(report.source.origin ?? report.source.publisher))) return false;
      return Math.abs(place.at - at) <= NEAR || Math.abs(publishedAt - at) <= NEAR;
    })
    .slice(-MOST_OFFERED)
    .toReversed()
    .map(({ report }) => knownReport(report));
}
