/** Help for the words of the other closed vocabularies, by the field that holds them. Plain data, for a browser too. */
import type { ATTRIBUTIONS, CAPACITIES, Outlook, Role, Scope, STAGES, TOWARD } from '../vocabulary.js';
import type { WordHelp } from './kinds.js';

type WordsOf<W extends string> = Readonly<Record<W, WordHelp>>;

const capacity = {
  official: {
    line: 'speaks for its party, named or not; one without a name is attributed `on-background`',
    example: 'the ministry’s spokeswoman; “a union official”, who tells the union’s answer',
  },
  insider: {
    line: 'inside the party, and not authorised to speak for it, whatever the attribution',
    example: 'a minister before the government has answered; an executive of one member company',
  },
  intermediary: {
    line: 'briefed on the talks, and of no party or of a third one',
    example: '“people close to the talks”; a diplomat of the host country',
  },
  reporter: {
    line: 'the outlet in its own voice, also where it vouches for eyewitnesses, aid workers or residents',
    example: '“The two delegations met on Tuesday”, without a source; “residents say”',
  },
  'former-official': {
    line: 'spoke for its party once, and does no longer',
    example: 'a former chief negotiator in an interview',
  },
  commentator: {
    line: 'judges from outside, without being briefed',
    example: 'an analyst at an institute, a columnist',
  },
} as const satisfies WordsOf<(typeof CAPACITIES)[number]>;

const attribution = {
  'on-the-record': {
    line: 'the name may be given, and the words may be quoted',
    example: '“We accept”, the foreign minister told reporters',
  },
  'on-background': {
    line: 'the position may be given, and not the name',
    example: 'an Israeli official said',
  },
  'deep-background': {
    line: 'what was said may be used, and who said it may not be described',
    example: 'the newspaper has learned; according to sources',
  },
  unattributed: {
    line: 'nobody is said to have said it',
    example: 'the talks are understood to be close to an end',
  },
} as const satisfies WordsOf<(typeof ATTRIBUTIONS)[number]>;

const outlook = {
  progress: { line: 'the talks are moving', example: '“We have made headway on pay”' },
  imminent: { line: 'days from a deal', example: '“We expect to sign before the weekend”' },
  mixed: { line: 'both ways at once', example: '“There is progress, but a long way to go”' },
  unresolved: { line: 'going on, with points that are open', example: '“Three questions are still on the table”' },
  remote: { line: 'far from any deal', example: '“The gaps are as wide as on the first day”' },
  deadlock: { line: 'not moving', example: '“The talks are at a standstill, it seems”' },
} as const satisfies WordsOf<Outlook>;

const role = {
  principal: {
    line: 'bargains for itself: what it says moves the phase',
    example: 'the union, the employer; a government, the rebels',
  },
  mediator: {
    line: 'in the talks, and helps with their substance: carries offers, puts plans',
    example: 'Qatar, which brings each side’s offer to the other',
  },
  facilitator: {
    line: 'in the talks, and helps them to take place, without plans of its own',
    example: 'a foundation that brings the delegations together',
  },
  guarantor: {
    line: 'in the talks, and answers for what is agreed',
    example: 'a neighbouring state that signs as a guarantor of the truce',
  },
  host: { line: 'in the talks, and gives them their place', example: 'Norway, where the rounds are held' },
  associate: {
    line: 'allied to a principal, and not at the table itself',
    example: 'a militia that follows the rebels’ lead; a sister union',
  },
  stakeholder: {
    line: 'touched by what is agreed: families, members, agencies',
    example: 'the families of the hostages; the members who vote on the contract',
  },
  observer: { line: 'looks on', example: 'the African Union’s delegate in the room' },
  supporter: {
    line: 'backs the talks, or one side, from outside',
    example: 'a state that pays for the truce’s monitors',
  },
} as const satisfies WordsOf<Role>;

const toward = {
  supports: { line: 'is for it', example: '“A ceasefire is what we have asked for from the start”' },
  opposes: { line: 'is against it', example: '“We are against a sale of the harbour”' },
  open: { line: 'is ready to talk about it', example: '“A shorter week is something that we can discuss”' },
} as const satisfies WordsOf<(typeof TOWARD)[number]>;

const scope = {
  partial: { line: 'settles some of the matter', example: 'an exchange of prisoners, while the war goes on' },
  framework: {
    line: 'settles the outline, and leaves the details to later talks',
    example: 'principles on which both sides will draw up a contract',
  },
  full: { line: 'settles all of the matter', example: 'the whole contract; the comprehensive peace' },
} as const satisfies WordsOf<Scope>;

const stage = {
  Pre: { line: 'before the negotiation: about talks on talks', example: 'a road map, an agenda, safe conduct' },
  SubPar: { line: 'on the substance, some of it', example: 'an accord on refugees' },
  SubComp: { line: 'on the substance, all of it', example: 'a comprehensive peace agreement' },
  Imp: { line: 'on how an earlier agreement is carried out', example: 'a timetable for the withdrawal' },
  Ren: { line: 'renews an earlier agreement', example: 'the truce is prolonged by two days' },
  Cea: { line: 'a ceasefire, or a pause in the fighting', example: 'a truce of four days' },
  Other: { line: 'none of these', example: 'a wage contract' },
} as const satisfies WordsOf<(typeof STAGES)[number]>;

/** The words that each field may hold. */
export const WORD_HELP = { capacity, attribution, outlook, role, toward, scope, stage } as const;
