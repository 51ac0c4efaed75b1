/** Why a question is refused. */
import { isoOf } from '../../events/dates.js';
import type { PartyId, ReportId } from '../../events/ids.js';
import { dateInWords } from '../../events/words/date-words.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import { nearest } from '../../decisions/nearest.js';
import { problem, problemOfFields, type FieldError } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';

/** A parameter that names what is not there, with what was probably meant. */
function unknownValue(parameter: string, detail: string, given: string, known: Iterable<string>): FieldError {
  const meant = nearest(known, given);
  return { parameter, detail, ...(meant === undefined ? {} : { nearest: meant }) };
}

/** The desk followed the negotiation only later than the lens asks for. */
export function notYetOpened(id: string, { negotiation }: Log, { recordedBy }: Lens): Refused {
  const openedAt = isoOf(negotiation.find(({ fact }) => fact.type === 'NegotiationOpened')?.recordedAt ?? 0);
  const detail = `${id} was opened by this desk at ${openedAt}, after ${recordedBy ?? 'that revision'}`;
  const parameter = recordedBy === undefined ? 'revision' : 'recordedBy';
  return new Refused(
    problem('not-yet-opened', detail, [
      { parameter, detail: `the desk has followed these talks since ${dateInWords(openedAt)}` },
    ]),
  );
}

export function noSuchRevision(revision: number, head: number): Refused {
  const detail = `the last revision is ${head}: there is no ${revision} yet`;
  return new Refused(problem('revision-not-reached', detail, [{ parameter: 'revision', detail }]));
}

export function noSuchTable(table: readonly PartyId[], tables: readonly (readonly PartyId[])[]): Refused {
  const named = tables.map((parties) => parties.join());
  const detail = named.length
    ? `must be one of ${named.join('; ')}`
    : 'cannot be given: the negotiation names no tables';
  return new Refused(problemOfFields('invalid-parameter', [unknownValue('table', detail, table.join(), named)]));
}

export const unknownPartyInLens = (party: PartyId, known: Iterable<string>): Refused =>
  new Refused(
    problemOfFields('invalid-parameter', [
      unknownValue('withoutParty', `names ${party}, who is not in the registry`, party, known),
    ]),
  );

export const unknownSourceInLens = (
  field: 'withoutSource' | 'withoutOrigin',
  name: string,
  known: Iterable<string>,
): Refused =>
  new Refused(
    problemOfFields('invalid-parameter', [
      unknownValue(field, `names ${name}, which no report and no alias has named`, name, known),
    ]),
  );

export const noSuchParty = (party: PartyId, known: Iterable<string>): Refused =>
  new Refused(
    problemOfFields('no-such-party', [unknownValue('party', `${party} is not in the registry`, party, known)]),
  );

export const unknownReport = (report: ReportId, known: Iterable<string>): Refused =>
  new Refused(
    problemOfFields('unknown-report', [
      unknownValue('report', `${report} is not recorded under this lens`, report, known),
    ]),
  );

export const noSuchCursor = (): Refused =>
  new Refused(
    problemOfFields('invalid-parameter', [{ parameter: 'cursor', detail: 'is of another listing: begin anew' }]),
  );
