/** Reads an article: its sentences, the parties in them, and who speaks in each. */
import type { Span } from '../events/intake/candidate.js';
import type { Known } from './known.js';
import { PartyFinder } from './parties/finder.js';
import { readSentence, type ReadSentence } from './text/read-sentence.js';
import { labelLength } from './text/label.js';
import { tokensOf } from './text/tokens.js';
import { hearAll, type HeardSentence } from './voices/hear.js';
import { hasUnion } from './voices/speakers/offices.js';
import {
  givenNamesIn,
  namesOfGiven,
  namesOfPeople,
  peopleBySurname,
  peopleKnown,
  presentedIn,
  titlesIn,
} from './voices/speakers/people.js';

export type Heard = HeardSentence;

/** The sentences with their mentions. Persons whom the article presents are known from the first sentence on. */
export function readArticle(text: string, spans: readonly Span[], known: Known, publisher?: string): Heard[] {
  const tokens = spans.map(({ start, end }) => {
    const from = start + labelLength(text.slice(start, end));
    return tokensOf(text.slice(from, end), from);
  });
  const finder = new PartyFinder(known);
  const sentences = (): ReadSentence[] =>
    spans.map((span, i) => readSentence(text, span, tokens[i] ?? [], finder.mentionsIn(tokens[i] ?? [])));
  const first = sentences();
  const presented = peopleBySurname(first.flatMap((s) => presentedIn(s, hasUnion(known.parties))));
  const people = peopleKnown(presented, known);
  const given = givenNamesIn(first, new Set(people.values()));
  finder.learn([...namesOfPeople(presented.values()), ...namesOfGiven(given)], titlesIn(first, presented));
  return hearAll(sentences(), new Map([...given, ...people]), known, publisher);
}
