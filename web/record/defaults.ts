/** What a report probably says where nobody has said anything else: today, the last source, the talks. */
import { principalsOf, type Known } from './choices.js';
import { emptyDraft, sortOf, type Draft } from './draft.js';

/** A new report: of the last source, published today. */
export function newDraft({ vocabulary }: Known, today: string): Draft {
  const draft = emptyDraft();
  const [last] = vocabulary.publishers;
  if (last) {
    draft.texts['source.publisher'] = last.name;
    draft.texts['source.reliability'] = last.reliability ?? '';
  }
  draft.texts.reportedAt = today;
  return draft;
}

const KEPT = [
  'source.publisher',
  'source.origin',
  'source.title',
  'source.url',
  'source.reliability',
  'reportedAt',
  'occurredAt',
  'party',
  'speaker.name',
  'speaker.capacity',
  'speaker.party',
  'attribution',
  'lang',
  'credibility',
] as const;

/** Another report of the same source and speaker. */
export function nextDraft({ texts, lists }: Draft): Draft {
  const next = emptyDraft();
  for (const field of KEPT) next.texts[field] = texts[field];
  next.lists['source.via'] = [...lists['source.via']];
  next.lists.jointly = [...lists.jointly];
  return next;
}

/** What follows from the kind, where it has not been given yet. */
export function followKind(draft: Draft, known: Known): void {
  const { kind, texts, lists } = draft;
  const aboutTalks = kind === 'confirmation' || kind === 'denial';
  if (aboutTalks && sortOf(draft) === 'claim' && texts.claim === '') texts.claim = 'talks';
  const principals = principalsOf(known);
  if (kind === 'agreement' && lists.between.length === 0 && principals.length === 2) lists.between = principals;
  const others = principals.filter((party) => party !== texts.party);
  if (kind === 'contact' && lists.with.length === 0 && others.length === 1) lists.with = others;
}
