/** The proposer `rules`: from an article and what the record knows to candidates. Without network, clock or chance. */
import { MOST_KINDS, type Candidate, type Span } from '../events/intake/candidate.js';
import type { Kind } from '../events/vocabulary.js';
import type { Article } from './article.js';
import { quoteOf, summaryOf } from './fields/summary.js';
import { cuesIn, type Fired } from './kinds/fired.js';
import type { Known } from './known.js';
import { isRead, languageOf } from './language.js';
import { actorOf, othersThan } from './parties/actor.js';
import { readArticle, type Heard } from './read.js';
import { readTo } from './text/limits.js';
import { sentencesOf } from './text/sentences.js';

/** The name is kept with what it proposes; the version changes with what it would propose. */
export const PROPOSER = { name: 'rules', version: '1' } as const;

export interface Proposed {
  readonly candidates: readonly Candidate[];
  readonly sentences: readonly Span[];
  readonly language: string;
  /** The language is one that the rules read; of any other no kinds are proposed. */
  readonly isRead: boolean;
  /** How many code units were read: less than the length where the text is too long. */
  readonly readTo: number;
}

function kindsOf(fired: readonly Fired[]): Kind[] {
  const scores = new Map<Kind, number>();
  for (const { cue, mood } of fired) {
    const kind = mood === 'negated' ? cue.negated : cue.kind;
    if (kind) scores.set(kind, (scores.get(kind) ?? 0) + (mood === 'asserted' || mood === 'negated' ? 1 : 0.3));
  }
  return [...scores]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind]) => kind)
    .slice(0, MOST_KINDS);
}

function candidateOf({ sentence, voice }: Heard, n: number): Candidate | null {
  const fired = cuesIn(sentence);
  const kinds = kindsOf(fired);
  const [first] = kinds;
  if (!first) return null;
  const main = fired.find(({ cue }) => cue.kind === first) ?? fired[0];
  const party = (main && actorOf(sentence, main.at)?.party) ?? voice.party;
  const others = othersThan(sentence, party).slice(0, 20);
  const quote = quoteOf(sentence.text);
  return {
    candidate: `c-${n}`,
    evidence: [{ ...sentence.span }],
    kinds,
    asserted: false,
    confidence: 0.3,
    ...(party ? { party } : {}),
    speaker: {
      capacity: voice.capacity,
      ...(voice.name ? { name: voice.name } : {}),
      ...(voice.party ? { party: voice.party } : {}),
    },
    attribution: voice.attribution,
    ...(first === 'contact' && others.length > 0 ? { with: others } : {}),
    summary: summaryOf(sentence.text),
    ...(quote ? { quote: summaryOf(quote) } : {}),
    reasons: [...voice.reasons].slice(0, 60),
  };
}

/** In a language that is not read: the sentences that name a party, without a kind. */
function kindless({ sentence }: Heard, n: number): Candidate | null {
  const [mention] = sentence.mentions;
  if (!mention) return null;
  const reasons = [{ field: 'party', says: `“${mention.words}” stands for ${mention.party}` }];
  return {
    candidate: `c-${n}`,
    evidence: [{ ...sentence.span }],
    kinds: [],
    asserted: false,
    confidence: 0,
    summary: summaryOf(sentence.text),
    reasons,
  };
}

/** Proposes what of an article is worth recording. The same article and record give the same candidates. */
export function propose(article: Article, known: Known): Proposed {
  const end = readTo(article.text);
  const language = languageOf(article.text, article.language);
  const sentences = sentencesOf(article.text, end);
  const heard = readArticle(article.text, sentences, known, article.publisher);
  const of = isRead(language) ? candidateOf : kindless;
  const candidates = heard.map((one, i) => of(one, i + 1)).filter((one) => one !== null);
  return { candidates, sentences, language, isRead: isRead(language), readTo: end };
}
