/** One line in words for a report that is not recorded yet: who, how, says or does what. Names and titles, never slugs. */
import type { Kind } from '../../events/vocabulary.js';
import type { Option } from '../forms/matching.js';
import { sortOf, type Draft } from '../record/draft.js';
import { partyName, spaced, subjectName } from '../words.js';
import type { Known } from '../record/choices.js';

/** What a report of a kind says that its party does. */
const DOES: Readonly<Record<Kind, string>> = {
  confirmation: 'confirms',
  denial: 'denies',
  overture: 'is ready to talk',
  refusal: 'will not talk',
  proposal: 'proposes',
  acceptance: 'accepts',
  rejection: 'rejects',
  withdrawal: 'withdraws',
  demand: 'demands',
  concession: 'gives way on',
  stance: 'has a stance on',
  endorsement: 'endorses',
  contact: 'is in contact',
  involvement: 'takes part',
  assessment: 'judges the talks',
  agreement: 'has agreed',
  ratification: 'decides on ratifying',
  implementation: 'carries out',
  violation: 'says that it was broken:',
  pressure: 'presses',
  suspension: 'suspends the talks',
  resumption: 'takes the talks up again',
  breakdown: 'calls the talks off',
  conclusion: 'says that the talks are over',
  'no-comment': 'does not comment',
};

const STANCES: Readonly<Record<string, string>> = { supports: 'supports', opposes: 'opposes', open: 'is open on' };

export interface Line {
  /** The party, or whoever speaks where there is none. Empty: nobody is known yet. */
  readonly who: string;
  /** `an official`, `on background`. */
  readonly how: readonly string[];
  /** Empty: no kind is chosen. */
  readonly does: string;
  /** What it is about; undefined where nothing follows. */
  readonly what: string | undefined;
  /** `with Hamas` */
  readonly whom: string | undefined;
}

/** Names and titles as far as they are known. */
export interface Names {
  readonly parties: readonly { readonly party: string; readonly name: string }[];
  readonly titles: Known['about']['titles'];
}

const withArticle = (capacity: string): string => `${/^[aeiou]/.test(capacity) ? 'an' : 'a'} ${spaced(capacity)}`;

/** `an Israeli official` says by itself that it is an official. */
const tellsCapacity = (name: string, capacity: string): boolean =>
  name.toLowerCase().includes(spaced(capacity).toLowerCase());

function howOf({ texts }: Draft, { parties }: Names): string[] {
  const [name, capacity, own] = [texts['speaker.name'], texts['speaker.capacity'], texts['speaker.party']];
  const of = own === '' ? '' : ` of ${partyName(own, parties)}`;
  const isPlain = texts.attribution === '' || texts.attribution === 'unattributed';
  const attribution = isPlain ? [] : [spaced(texts.attribution)];
  if (capacity === '' || capacity === 'reporter') return ['as the outlet tells it'];
  if (texts.party === '') {
    const isTold = name === '' || tellsCapacity(name, capacity);
    return [...(isTold ? [] : [`${withArticle(capacity)}${of}`]), ...attribution];
  }
  if (name === '') return [`${withArticle(capacity)}${of}`, ...attribution];
  return [`${tellsCapacity(name, capacity) ? name : `${name} (${spaced(capacity)})`}${of}`, ...attribution];
}

function whoOf({ texts }: Draft, { parties }: Names): string {
  if (texts.party !== '') return partyName(texts.party, parties);
  if (texts['speaker.name'] !== '') return texts['speaker.name'];
  const capacity = texts['speaker.capacity'];
  return capacity === '' || capacity === 'reporter' ? 'The outlet itself' : `Somebody, ${withArticle(capacity)}`;
}

const titleIn = (made: readonly Option[], slug: string): string | undefined =>
  made.find(({ value }) => value === slug)?.title;

/** The title of what it is about. */
function subjectOf(draft: Draft, names: Names): string | undefined {
  const sort = sortOf(draft);
  if (sort === undefined) return undefined;
  const slug = draft.texts[sort];
  if (slug === '') return undefined;
  if (sort === 'claim' && slug === 'talks' && !names.titles.some((one) => one.what === sort && one.slug === slug))
    return 'that there are talks';
  const made = sort === 'report' ? undefined : titleIn(draft.made[sort], slug);
  return made ?? subjectName({ [sort]: slug } as Parameters<typeof subjectName>[0], names.titles);
}

function whatOf(draft: Draft, names: Names): string | undefined {
  const { kind, texts, terms } = draft;
  const terse = terms.map(({ item, amount, unit, text }) =>
    [amount, unit === 'person' ? '' : unit, spaced(item) || text].filter(Boolean).join(' '),
  );
  const subject = subjectOf(draft, names);
  if (kind === 'involvement') return texts.role === '' ? undefined : `as ${texts.role}`;
  if (kind === 'assessment') return texts.outlook === '' ? undefined : `as: ${spaced(texts.outlook)}`;
  if (kind === 'pressure') return texts.measure || undefined;
  const all = [subject, terse.join(', ')].filter(Boolean).join(': ');
  return all === '' ? undefined : all;
}

function whomOf({ kind, lists }: Draft, { parties }: Names): string | undefined {
  const names = (ids: readonly string[]): string => ids.map((id) => partyName(id, parties)).join(', ');
  if (kind === 'contact' && lists.with.length > 0) return `with ${names(lists.with)}`;
  if (kind === 'agreement' && lists.between.length > 0) return `between ${names(lists.between)}`;
  return lists.to.length > 0 ? `towards ${names(lists.to)}` : undefined;
}

export function lineOf(draft: Draft, names: Names): Line {
  const { kind, texts } = draft;
  const does = kind === 'stance' ? (STANCES[texts.toward] ?? DOES.stance) : kind === '' ? '' : DOES[kind];
  return {
    who: whoOf(draft, names),
    how: howOf(draft, names),
    does,
    what: whatOf(draft, names),
    whom: whomOf(draft, names),
  };
}

/** The same as one text, for what is read aloud. */
export const lineInWords = ({ who, how, does, what, whom }: Line): string =>
  `${[who, ...how].join(', ')}: ${[does || 'says', what, whom].filter(Boolean).join(' ')}`;
