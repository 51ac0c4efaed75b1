/** Claims, issues, proposals and agreements that a draft makes new, from a title. */
import { slugFromTitle } from '../../events/words/slug-from-title.js';
import { LISTS, type Known, type Slugged } from './choices.js';
import type { Draft } from './draft.js';

/** The field in which a report gives a title to what it makes new. */
const TITLE_FIELDS = { claim: 'claimText', issue: 'issueTitle', proposal: 'title', agreement: 'title' } as const;

/** Makes a claim, an issue, a proposal or an agreement of a title: its slug. The report carries the title. */
export function makeSubject(draft: Draft, sort: Slugged, title: string, known: Known): string {
  const taken = [
    ...known.vocabulary[LISTS[sort]].map(({ slug }) => slug),
    ...draft.made[sort].map(({ value }) => value),
  ];
  const slug = slugFromTitle(title, sort, taken);
  draft.made[sort] = [...draft.made[sort], { value: slug, title, note: 'new' }];
  draft.texts[TITLE_FIELDS[sort]] = title;
  return slug;
}

/** Takes back the title of a new thing, where another is chosen. */
export function dropTitle(draft: Draft, sort: Slugged, chosen: string): void {
  const field = TITLE_FIELDS[sort];
  const given = draft.made[sort].find(({ title }) => title === draft.texts[field]);
  if (given && given.value !== chosen) draft.texts[field] = '';
}
