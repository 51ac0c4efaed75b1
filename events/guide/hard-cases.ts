/**
 * Where two people who coded the same talks, without seeing each other's work, stopped or differed: how Parley wants it.
 * Plain data, like the rest of the guide.
 */
import type { CAPACITIES, Kind } from '../vocabulary.js';

/** What a hard case is about: a kind, or the capacity of a speaker. */
type Topic = Kind | (typeof CAPACITIES)[number];

export interface HardCase {
  readonly reported: string;
  readonly record: string;
  /** What may seem right and is not, with the reason; empty: nothing else comes to mind. */
  readonly not: string;
  /** The kinds and capacities whose help shows it; empty: it is about sources or dates, and so about any report. */
  readonly concerns: readonly Topic[];
}

export const HARD_CASES: readonly HardCase[] = [
  {
    reported:
      '“We are ready to talk”, “any time, anywhere”, an invitation, a request for a meeting, an offer to mediate',
    record: '`overture`; the yes to it is an `acceptance` with its `report`',
    not: 'a contact (nothing took place), a proposal (nothing is to be agreed), a stance, a confirmation of `talks`',
    concerns: ['overture', 'acceptance', 'contact', 'proposal', 'stance', 'confirmation'],
  },
  {
    reported: 'Talks, a round or a meeting announced for a later day',
    record: '`confirmation` of a claim of its own (`round-8-october`); put off: `denial` of it',
    not: 'a confirmation of `talks`, which says that they take place; a suspension, unless talks were under way',
    concerns: ['confirmation', 'denial', 'suspension'],
  },
  {
    reported: 'A day of bargaining, a round',
    record: '`contact` with `session: true`',
    not: 'a contact alone, which may be a call',
    concerns: ['contact'],
  },
  {
    reported: 'A planned recess, an adjournment overnight or over a weekend',
    record: 'nothing, or the next `session`',
    not: 'suspension and resumption, which are halts against somebody’s plan',
    concerns: ['suspension', 'resumption', 'contact'],
  },
  {
    reported: 'Talks “concluded without an agreement”, a walk-out',
    record: '`breakdown`; with “but we stay ready”: an `overture` as well',
    not: '`conclusion`, which means that the purpose is met',
    concerns: ['breakdown', 'conclusion', 'overture'],
  },
  {
    reported: '“May have broken down”, “at a standstill, it seems”',
    record: '`assessment` `deadlock`, in the voice that says so',
    not: '`breakdown`, which nobody has declared',
    concerns: ['assessment', 'breakdown'],
  },
  {
    reported: 'One statement that says three things',
    record: 'three reports of one source and day',
    not: 'one report of the loudest; `corroborates` between them (they are three developments)',
    concerns: [],
  },
  {
    reported: 'A package answered issue by issue',
    record: 'a `stance` or `concession` for each issue; `rejection` only where the whole is turned down',
    not: 'a rejection for each issue',
    concerns: ['stance', 'concession', 'rejection'],
  },
  {
    reported: 'What the other side offered or said, as one side tells it',
    record: '`party`: the other side; `speaker.party`: the teller; it is attributed, and an account',
    not: '`party`: the teller',
    concerns: ['proposal', 'demand', 'concession', 'official'],
  },
  {
    reported: 'Each accuses the other of attacking first',
    record: '`pressure` of the accused, told by the accuser, twice',
    not: 'a violation, unless an agreement of this record is named',
    concerns: ['pressure', 'violation'],
  },
  {
    reported: 'One mediator turned down, talks not',
    record: '`rejection` of the demand or overture that names the mediator',
    not: '`refusal`, which is of talks, or of mediation as such',
    concerns: ['rejection', 'refusal'],
  },
  {
    reported: 'An understanding on procedure that one side alone asserts',
    record: '`confirmation` of a claim about the other',
    not: '`agreement`, which stands among the papers and headlines',
    concerns: ['confirmation', 'agreement'],
  },
  {
    reported: '“There are no secret talks”, while talks are being prepared',
    record: '`denial` of a claim of its own (`secret-talks`), and the `overture`',
    not: 'a denial of `talks`',
    concerns: ['denial', 'overture'],
  },
  {
    reported: 'A committee or board of a party approves a deal, the members have yet to vote',
    record: '`acceptance` by the party; `subjectTo` the members; their vote is a `ratification` by them',
    not: 'a ratification by the party that bargained',
    concerns: ['acceptance', 'ratification', 'agreement'],
  },
  {
    reported: 'A vote to strike; a strike called; a strike that begins, is limited, ends',
    record: 'claim; claim; `pressure`, with `until`, with `ends`',
    not: 'pressure before the step is taken',
    concerns: ['pressure', 'confirmation'],
  },
  {
    reported: 'A demand on three issues',
    record: 'three demands',
    not: 'one demand with three terms of different issues',
    concerns: ['demand'],
  },
  {
    reported: 'Done by both sides, told by the mediator',
    record: 'a contact: `party` the mediator, `with` both; an agreement: `party` the mediator, `between` both',
    not: 'one of the two as `party`',
    concerns: ['contact', 'agreement'],
  },
  {
    reported: 'A joint statement, a joint signature',
    record: 'one report, `jointly`',
    not: 'one report for each',
    concerns: ['agreement', 'official'],
  },
  {
    reported: 'An offer of the 11th made public on the 22nd',
    record:
      '`occurredAt` the 11th, `reportedAt` the 22nd; the same slug, no `corroborates` with what was told before in other words',
    not: 'the 22nd for both',
    concerns: ['proposal'],
  },
  {
    reported: 'Carried out by others (a relief agency, a neighbour’s troops)',
    record: '`implementation` with their `party`; it has no standing, and shows as such',
    not: 'a report of a member that said nothing',
    concerns: ['implementation'],
  },
  {
    reported: 'A deadline that passes in silence',
    record: 'nothing; the agreement’s `until` and the demand’s `deadline` tell it',
    not: 'a violation that nobody claims',
    concerns: ['violation', 'demand'],
  },
  {
    reported: '“Implementation is promising”',
    record: '`assessment`, once there are talks again; else a note',
    not: '',
    concerns: ['assessment', 'implementation'],
  },
  {
    reported: 'The speakers are people “close to the talks”, of no side',
    record: '`capacity` `intermediary`',
    not: 'insider',
    concerns: ['intermediary', 'insider'],
  },
  {
    reported:
      'The speaker is a member company’s executive on the association’s talks, or a minister before the government has answered',
    record: '`capacity` `insider` of that party, whatever the attribution',
    not: 'official',
    concerns: ['insider', 'official'],
  },
  {
    reported: 'The speakers are eyewitnesses, aid workers, residents',
    record: '`capacity` `reporter` (the outlet vouches for them), attribution as given',
    not: 'intermediary, who is briefed on the talks',
    concerns: ['reporter', 'intermediary'],
  },
  {
    reported: 'A copy of a wire or of a letter',
    record: '`publisher` where it was read, `origin` whose it is',
    not: 'the copy as an origin of its own',
    concerns: [],
  },
  {
    reported: 'A page of a place whose evening is tomorrow in UTC',
    record: 'the day that the page prints',
    not: 'a computed hour',
    concerns: [],
  },
];
