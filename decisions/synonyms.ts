/** What others call our fields, kinds and words: a hint for whoever writes them so. Nothing here is accepted. */
import { EVENT_TYPES, reportEventType } from '../events/event-types.js';
import { KINDS, type Kind } from '../events/vocabulary.js';
import { nearest } from './nearest.js';

/** Names by what they stand for, separated by spaces, in lower case and without separators. */
type Names = Readonly<Record<string, string>>;

/** A field of an object inside is written with its path. */
// Of several, the first that is known where the name stands is meant.
const FIELDS: Names = {
  kind: 'type eventtype reporttype category',
  type: 'kind event',
  reportId: 'id uuid key reportid',
  changeId: 'id uuid key',
  party: 'actor country who side faction org organisation organization by',
  'speaker.name': 'speakername spokesperson spokesman spokeswoman quotedperson',
  'speaker.capacity': 'capacity',
  'speaker.party': 'speakerparty affiliation',
  name: 'label displayname fullname',
  to: 'target recipient recipients addressee audience',
  jointly: 'coauthors cosigners joint together',
  claimText: 'claimtitle statement proposition',
  summary: 'text description content body abstract message details',
  text: 'description summary wording',
  quote: 'quotation verbatim words citation',
  lang: 'language locale',
  attribution: 'attributed sourcing attributionlevel',
  publisher: 'outlet newspaper media paper site name publication',
  'source.publisher': 'publisher outlet newspaper media paper site sourcename publication',
  origin: 'agency wire newswire',
  'source.origin': 'origin agency wire newswire',
  'source.via': 'via',
  'source.title': 'headline',
  title: 'headline name label',
  url: 'link uri href address',
  'source.url': 'url link uri href address',
  reliability: 'grade sourcegrade',
  'source.reliability': 'reliability sourcegrade grade',
  credibility: 'confidence certainty probability informationgrade',
  occurredAt: 'date happened happenedat happenedon eventdate occurred occurredon datetime when time at on',
  reportedAt: 'published publishedat publishedon publicationdate publishdate pubdate reported reportedon datepublished',
  until: 'expires expiry expiresat expirydate expiration validuntil enddate lapses end ends deadline',
  deadline: 'due duedate dueby expires expiry expiresat expirydate',
  corroborates: 'corroboratedby sameas copyof duplicateof confirms',
  counters: 'counter counterto counteroffer inreplyto',
  note: 'comment comments remark remarks annotation',
  tags: 'labels keywords categories',
  with: 'partners participants attendees counterpart counterparty parties between',
  between: 'parties signatories participants members with',
  subjectTo: 'pending ratifiers approvalby',
  venue: 'place location city where',
  channel: 'medium means',
  session: 'round sitting',
  quantity: 'amount value number count qty',
  unit: 'units currency measure',
  item: 'term thing what',
  issue: 'topic subject matter',
  issues: 'topics subjects matters',
  proposal: 'offer bid plan',
  agreement: 'deal accord pact treaty settlement contract',
  report: 'inreplyto answers about',
  conditions: 'provided if caveats',
  measure: 'action step means instrument',
  toward: 'stance position attitude towards',
  outlook: 'assessment mood prospects',
  outcome: 'result verdict vote decision',
  ends: 'ended over stopped',
  entry: 'report reportid target',
  reason: 'why because justification',
  changes: 'patch set fields',
};

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  confirmation:
    'confirm confirms confirmed affirmation affirm admission acknowledgement acknowledgment claim verification',
  denial: 'deny denies denied refutation rebuttal disavowal',
  overture: 'invitation invite approach appeal willingness readiness request mediationoffer offertotalk meetingrequest',
  refusal: 'refuse refuses refused boycott',
  proposal: 'propose proposes offer bid plan suggestion counteroffer counterproposal',
  acceptance: 'accept accepts accepted assent consent approval',
  rejection: 'reject rejects rejected turndown',
  withdrawal: 'withdraw withdraws withdrawn',
  demand: 'ultimatum condition requirement',
  concession: 'concede concedes compromise yielding',
  stance: 'position opinion attitude view',
  endorsement: 'endorse endorses support backing praise',
  contact: 'meeting meet call phonecall visit round session talks talk negotiation bargaining',
  involvement: 'mediation mediate joining participation',
  assessment: 'assess evaluation outlook progress deadlock stalemate impasse appraisal',
  agreement: 'agree agreed ceasefire truce armistice deal accord pact treaty settlement contract memorandum',
  ratification: 'ratify ratified vote referendum',
  implementation: 'implement execution compliance delivery release fulfilment',
  violation: 'violate breach infringement',
  pressure: 'strike lockout sanction sanctions attack threat blockade protest escalation',
  suspension: 'suspend pause halt freeze interruption',
  resumption: 'resume restart reopening continuation',
  breakdown: 'collapse failure walkout termination',
  conclusion: 'conclude end ending completion closure',
  'no-comment': 'silence declined nocomment',
};

/** Of the other vocabularies. */
const WORDS: Names = {
  official: 'spokesperson spokesman spokeswoman minister government representative',
  insider: 'leak leaker',
  intermediary: 'diplomat briefed',
  reporter: 'journalist outlet media newspaper correspondent witness eyewitness',
  'former-official': 'exofficial former',
  commentator: 'analyst expert pundit columnist academic',
  'on-the-record': 'record public named quoted attributed',
  'on-background': 'background anonymous unnamed',
  unattributed: 'none unknown unsourced',
  principal: 'belligerent employer union negotiator',
  host: 'venue',
  supporter: 'sponsor donor backer',
  deadlock: 'stalemate impasse stuck standstill',
  imminent: 'close near',
  remote: 'distant unlikely',
  supports: 'for favours favors support',
  opposes: 'against oppose',
  open: 'undecided flexible',
  partial: 'interim limited',
  full: 'comprehensive final complete total',
  Cea: 'ceasefire truce',
  approved: 'yes passed accepted ratified',
  rejected: 'no failed defeated',
};

/** Of event types that are no reports'. */
const TYPES: Names = {
  EntryVoided: 'reportvoided reportdeleted entrydeleted reportremoved entryremoved',
  EntryErased: 'reporterased entryscrubbed',
  EntryAmended: 'reportamended entryupdated entrychanged reportupdated reportchanged',
  ReportRetracted: 'entryretracted retraction',
  ReportCorrected: 'entrycorrected correction',
  NegotiationOpened: 'negotiationcreated negotiationstarted negotiationadded',
  NegotiationRevised: 'negotiationupdated negotiationchanged',
  NegotiationArchived: 'negotiationclosed negotiationended',
  PartyAdded: 'partycreated partyregistered partyjoined',
  PartyRevised: 'partyupdated partychanged partyrenamed',
  SubjectRetitled: 'subjectrenamed issuerenamed claimrenamed',
};

const bare = (word: string): string => word.toLowerCase().replaceAll(/[\s_.-]/g, '');

/** What each name may stand for, in the order of the table. */
function byName(...tables: readonly Names[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [meant, names] of tables.flatMap((table) => Object.entries(table)))
    for (const name of names.split(' ')) found.set(name, [...(found.get(name) ?? []), meant]);
  return found;
}

const fieldsByName = byName(FIELDS);
const wordsByName = byName(KIND_NAMES, WORDS);
const kindsByName = byName(KIND_NAMES, Object.fromEntries(KINDS.map((kind) => [kind, bare(kind)])));
const typesByName = byName(TYPES);

/** The known field that others call so, such as `occurredAt` for `date`; one inside another by its path. */
export function fieldCalled(known: readonly string[], given: string): string | undefined {
  const isKnown = (path: string) => known.includes(path.split('.')[0] ?? '');
  return fieldsByName.get(bare(given))?.find(isKnown);
}

/** The known field that others call so; else the nearest one. */
export const meantField = (known: readonly string[], given: string): string | undefined =>
  fieldCalled(known, given) ?? nearest(known, given);

/** The known kind, or word of another vocabulary, that goes by another name; else the nearest one. */
export const meantWord = (known: readonly string[], given: string): string | undefined =>
  wordsByName.get(bare(given))?.find((word) => known.includes(word)) ?? nearest(known, given);

/** The event type that was probably meant: `ConfirmationReported` for `ConfirmReported`, `OvertureReported` for `invitation`. */
export function meantType(given: string): string | undefined {
  const [kind] = kindsByName.get(bare(given).replace(/reported$/, '')) ?? [];
  if (kind !== undefined) return reportEventType(kind as Kind);
  return typesByName.get(bare(given))?.[0] ?? nearest(EVENT_TYPES, given);
}
