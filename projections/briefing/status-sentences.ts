/** Where the talks stand, in sentences. */
import { TALKS } from '../../events/ids.js';
import type { ReaderNames } from '../wording/reader-names.js';
import type { ClaimAnswer } from '../positions/claim-answers.js';
import type { LensProjections } from '../status/lens-projections.js';
import type { StatusAnswer } from '../status/status-answer.js';
import { dateInWords } from '../../events/words/date-words.js';
import { dayInWords } from '../../events/words/date-words.js';
import { listed } from '../../events/words/list-words.js';
import { counted, sentence, type Sentence } from './sentence.js';
import { OUTLOOK_CLAUSES, PHASE_CLAUSES, RULE_REASONS, spaced } from './words.js';

const since = (date: string | null): string => (date === null ? '' : `, since ${dayInWords(date)}`);

/** `The parties are negotiating, since 11 Nov 2023: an offer is on the table.` */
export function phaseSentence({ value, rule, since: date, ...why }: StatusAnswer['phase'], where = ''): Sentence {
  const clause = PHASE_CLAUSES[value];
  const stands = where === '' ? clause : `${where}${clause.charAt(0).toLowerCase()}${clause.slice(1)}`;
  return sentence(`${stands}${since(date)}${rule === null ? '' : `: ${RULE_REASONS[rule]}`}`, why);
}

const isOn = (claim: ClaimAnswer): boolean => claim.claim === TALKS;

type Word = ClaimAnswer['words'][number];

/** Who confirms the talks, and who denies them: the parties with the reports of their words. */
export function wordsOnTalks(projections: LensProjections): { readonly confirm: Word[]; readonly deny: Word[] } {
  const words = projections.claims().find(isOn)?.words ?? [];
  return {
    confirm: words.filter(({ word }) => word === 'confirms'),
    deny: words.filter(({ word }) => word === 'denies'),
  };
}

function wordSentence(
  words: readonly Word[],
  verbs: readonly [one: string, many: string],
  names: ReaderNames,
): Sentence[] {
  if (words.length === 0) return [];
  const who = listed(words.map(({ party }) => names.party(party)));
  return [sentence(`${who} ${verbs[words.length > 1 ? 1 : 0]}`, { because: words.map(({ report }) => report) })];
}

function moveSentences({ reportedHalt: halt, reportedRestart: restart }: StatusAnswer): Sentence[] {
  const told = (origins: readonly string[]) => `${listed(origins)} ${origins.length === 1 ? 'reports' : 'report'}`;
  return [
    ...(halt
      ? [
          sentence(
            `${told(halt.origins)} that the talks are ${halt.value}${since(halt.since)}, though no official says so`,
            halt,
          ),
        ]
      : []),
    ...(restart
      ? [
          sentence(
            `${told(restart.origins)} that the talks are on again${since(restart.since)}, though no official says so`,
            restart,
          ),
        ]
      : []),
  ];
}

const AGREEMENT_STATES: Readonly<Record<string, string>> = {
  ended: 'has ended',
  suspended: 'is suspended',
  rejected: 'is rejected',
  expired: 'has lapsed',
  implementing: 'is being carried out',
  tentative: 'still has to be ratified',
  agreed: 'holds',
  announced: 'is announced, though not all of its members have said so',
  reported: 'is reported, though none of its members has said so',
  denied: 'is denied',
};

function agreementSentence({ agreement }: StatusAnswer, names: ReaderNames): Sentence[] {
  const { agreement: id, value, scope, until, members, violated } = agreement;
  if (id === null) return [];
  const between = members.length ? ` of ${names.parties([...members])}` : '';
  const sort = scope === null ? 'agreement' : `${scope} agreement`;
  const state = AGREEMENT_STATES[value] ?? `is ${value}`;
  const end = until === null ? '' : `; its last day is ${dayInWords(until)}`;
  const broken = violated ? '; a violation of it is reported' : '';
  return [sentence(`The ${sort} ${names.subject('agreement', id)}${between} ${state}${end}${broken}`, agreement)];
}

function outlookSentences({ outlook }: StatusAnswer): Sentence[] {
  const { value, onTheRecord, because, onTheRecordBecause } = outlook;
  if (value === 'unknown') return [];
  const all = sentence(`Of how they are going: ${OUTLOOK_CLAUSES[value]}`, { because });
  if (onTheRecord === 'unknown' || onTheRecord === value) return [all];
  return [all, sentence(`On the record alone, ${OUTLOOK_CLAUSES[onTheRecord]}`, { because: onTheRecordBecause })];
}

const confidenceSentence = ({ confidence: { value, reasons, ...why } }: StatusAnswer): Sentence =>
  sentence(`Confidence in this is ${value}: ${reasons.join('; ')}`, why);

function freshnessSentence({ freshness: { value, newestReportAt, ageDays, ...why } }: StatusAnswer): Sentence[] {
  if (newestReportAt === null) return [];
  const silence = value === 'active' ? '' : `; nothing has been reported for ${counted(ageDays ?? 0, 'day')}`;
  return [sentence(`The newest report is of ${dateInWords(newestReportAt)}${silence}`, why)];
}

function pressureSentence(
  { party, measure, against, since: from, until, ...why }: StatusAnswer['pressure'][number],
  names: ReaderNames,
): Sentence {
  const by = party === null ? '' : ` by ${names.party(party)}`;
  const on = against === null ? '' : ` against ${names.party(against)}`;
  const end = until === null ? '' : `, until ${dayInWords(until)}`;
  return sentence(`Outside the talks, ${spaced(measure)}${by}${on} goes on${since(from)}${end}`, why);
}

const tableSentence = ({ parties, phase }: StatusAnswer['tables'][number], names: ReaderNames): Sentence =>
  phaseSentence(phase, `At the table of ${names.parties(parties)}, `);

/** The most telling first. Each names the reports that make it so. */
export function statusSentences(projections: LensProjections, names: ReaderNames): Sentence[] {
  const status = projections.status();
  const { confirm, deny } = wordsOnTalks(projections);
  const isContested = status.contested.value;
  return [
    phaseSentence(status.phase),
    ...wordSentence(confirm, ['says that there are talks', 'say that there are talks'], names),
    ...wordSentence(deny, ['denies that there are talks', 'deny that there are talks'], names),
    ...(isContested
      ? [
          sentence(
            `So the talks are contested${since(status.contested.since)}: neither word takes the other away`,
            status.contested,
          ),
        ]
      : []),
    ...moveSentences(status),
    ...agreementSentence(status, names),
    ...status.tables.map((table) => tableSentence(table, names)),
    ...status.pressure.map((pressure) => pressureSentence(pressure, names)),
    ...outlookSentences(status),
    ...(status.phase.value === 'unreported' ? [] : [confidenceSentence(status)]),
    ...freshnessSentence(status),
  ];
}
