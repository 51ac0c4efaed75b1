/** Positions: each party's latest declared stance on each subject, and what others attribute to it beside that. */
import { z } from 'zod';
import {
  partyId,
  proposalId,
  reportId,
  type IssueId,
  type PartyId,
  type ProposalId,
  type ReportId,
} from '../../events/ids.js';
import { speaker, term } from '../../events/report.js';
import { ATTRIBUTIONS } from '../../events/vocabulary.js';
import { becauseOf } from '../report-index/because.js';
import { Folds } from './folds.js';
import { isSameStance, type HeldStance, type StancePair } from './held-stances.js';
import { STANCES } from './stances.js';
import { inOrder } from '../record/order.js';
import { groupBy } from '../support/group-by.js';
import { subject, subjectKey, type Subject } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const because = z.array(reportId);

const stanceAnswer = z.strictObject({
  stance: z.enum(STANCES),
  to: z.array(partyId).meta({ description: 'With whom alone a refusal will not talk; empty for every other stance.' }),
  terms: z.array(term).optional(),
  conditions: z.array(z.string()).optional(),
  since: z.string().meta({ description: 'The place of the report that began the unbroken run of this stance.' }),
  restated: z.string().meta({ description: 'The place of the latest report of it.' }),
  reversals: z.int().meta({ description: 'How often the stance changed to another.' }),
  because,
});

const attributedAnswer = stanceAnswer.extend({ speaker, attribution: z.enum(ATTRIBUTIONS) });

/** One party's position on one subject. */
export const positionAnswer = z.strictObject({
  party: partyId,
  subject,
  declared: stanceAnswer.nullable(),
  attributed: attributedAnswer
    .nullable()
    .meta({ description: 'What others say of it, where it declares nothing, or nothing as new, or something else.' }),
  answers: z
    .array(
      z.strictObject({
        proposal: proposalId.optional(),
        report: reportId.optional().meta({ description: 'The demand turned down, as the rejection names it.' }),
        declared: stanceAnswer.nullable(),
        attributed: attributedAnswer.nullable(),
      }),
    )
    .meta({ description: 'Of an issue: the offers and demands on it that the party turns down.' }),
});
export type PositionAnswer = z.infer<typeof positionAnswer>;
type StanceAnswer = z.infer<typeof stanceAnswer>;
type AttributedAnswer = z.infer<typeof attributedAnswer>;

/** What a party says, and what others say of it; not both null. */
interface Held {
  readonly declared: HeldStance | null;
  readonly attributed: HeldStance | null;
}

/** A rejection of an offer or a demand on an issue. */
export interface Answer extends Held {
  /** The offer, or the party's demand in a development. */
  readonly key: string;
  readonly proposal: ProposalId | undefined;
  /** The report of the demand, as the rejection names it. */
  readonly report: ReportId | undefined;
}

/** A position without `because`. */
export interface Position extends Held {
  readonly party: PartyId;
  readonly subject: Subject;
  readonly answers: readonly Answer[];
}

/** The attributed stance, where it is newer than the declared one, or another. */
export function attributedBeside({
  declared: { held: declared },
  attributed: { held },
}: StancePair): HeldStance | null {
  if (!held || !declared) return held;
  return inOrder(held.by, declared.by) > 0 || !isSameStance(held, declared.given) ? held : null;
}

/** What is held of an offer or a demand on an issue, if it is a rejection. */
function rejectionOn(issue: IssueId, held: HeldStance | null): HeldStance | null {
  return held?.stance === 'rejects' && held.given.answers.includes(issue) ? held : null;
}

function answersOn(about: Subject, rows: readonly StancePair[]): Answer[] {
  if (!('issue' in about)) return [];
  return rows.flatMap((row) => {
    const declared = rejectionOn(about.issue, row.declared.held);
    const attributed = rejectionOn(about.issue, attributedBeside(row));
    const by = declared ?? attributed;
    if (!by) return [];
    const { proposal, report } = by.by.subjects;
    return [{ key: row.key, proposal, report, declared, attributed }];
  });
}

function positionOf(row: StancePair, rows: readonly StancePair[]): Position[] {
  // An answer to a demand is not a position of its own: it is listed under the issue.
  if ('report' in row.subject) return [];
  const { party, subject: about, declared } = row;
  const position = { declared: declared.held, attributed: attributedBeside(row), answers: answersOn(about, rows) };
  const isEmpty = !position.declared && !position.attributed && position.answers.length === 0;
  return isEmpty ? [] : [{ party, subject: about, ...position }];
}

/** All positions, by party, then by subject in the order in which reports first give it. */
export function positionsOf(folds: Folds): Position[] {
  return [...groupBy(folds.heldStances(), ({ party }) => party).values()].flatMap((rows) => {
    const rejecting = rows.filter(({ declared, attributed }) =>
      [declared.held, attributed.held].some((held) => held?.stance === 'rejects'),
    );
    return rows.flatMap((row) => positionOf(row, rejecting));
  });
}

const same = (a: HeldStance | null | undefined, b: HeldStance): boolean =>
  a?.stance === b.stance && a.given.to.join() === b.given.to.join() && a.from.place.text === b.from.place.text;

/** The reports that give a stance and its `since`; `find` finds the stance again in the same position. */
function why(
  counted: CountedReports,
  p: Position,
  held: HeldStance,
  find: (kept: Position) => HeldStance | null | undefined,
) {
  const again = (kept: CountedReports) =>
    positionsOf(new Folds(kept)).some(
      (other) =>
        other.party === p.party && subjectKey(other.subject) === subjectKey(p.subject) && same(find(other), held),
    );
  const trail = [held.from, held.by, ...held.trail].map(({ id }) => id);
  return { since: held.from.place.text, because: [...becauseOf(counted, trail, again).because] };
}

function stanceOf(held: HeldStance, found: ReturnType<typeof why>): StanceAnswer {
  return {
    stance: held.stance,
    to: [...held.given.to],
    ...(held.terms.length ? { terms: [...held.terms] } : {}),
    ...(held.conditions.length ? { conditions: [...held.conditions] } : {}),
    restated: held.by.place.text,
    reversals: held.reversals,
    ...found,
  };
}

/**
 * What a party says, and what others say of it, explained.
 * @param find finds both again in the same position
 */
function heldAnswers(
  counted: CountedReports,
  p: Position,
  { declared, attributed }: Held,
  find: (kept: Position) => Held | undefined,
): { declared: StanceAnswer | null; attributed: AttributedAnswer | null } {
  return {
    declared:
      declared &&
      stanceOf(
        declared,
        why(counted, p, declared, (kept) => find(kept)?.declared),
      ),
    attributed: attributed && {
      ...stanceOf(
        attributed,
        why(counted, p, attributed, (kept) => find(kept)?.attributed),
      ),
      speaker: attributed.by.report.speaker,
      attribution: attributed.by.report.attribution,
    },
  };
}

/** The answer for one position, explained. */
export function positionAnswerOf(counted: CountedReports, p: Position): PositionAnswer {
  return {
    party: p.party,
    subject: p.subject,
    ...heldAnswers(counted, p, p, (kept) => kept),
    answers: p.answers.map((answer) => ({
      ...(answer.proposal === undefined ? {} : { proposal: answer.proposal }),
      ...(answer.report === undefined ? {} : { report: answer.report }),
      ...heldAnswers(counted, p, answer, (kept) => kept.answers.find(({ key }) => key === answer.key)),
    })),
  };
}

/** The answers for all positions, explained. */
export const positionsWithBecause = (counted: CountedReports): PositionAnswer[] =>
  positionsOf(new Folds(counted)).map((p) => positionAnswerOf(counted, p));
