/** The proposer `rules`: from an article and what the record knows to candidates. Without network, clock or chance. */
import type { Candidate, Span } from '../events/intake/candidate.js';
import type { PartyId } from '../events/ids.js';
import type { Article } from './article.js';
import { candidateOf } from './candidates/candidate.js';
import { judgeAll } from './candidates/judge-all.js';
import { titledIn } from './fields/subjects.js';
import { summaryOf } from './fields/summary.js';
import type { Known } from './known.js';
import { isRead, languageOf } from './language.js';
import { MODEL, type Model } from './model/trained.js';
import { nameIn } from './parties/named.js';
import { readArticle, type Heard } from './read.js';
import { readTo } from './text/limits.js';
import { sentencesOf } from './text/sentences.js';

export interface Proposed {
  readonly candidates: readonly Candidate[];
  readonly sentences: readonly Span[];
  readonly language: string;
  /** The language is one that the rules read; of any other no kinds are proposed. */
  readonly isRead: boolean;
  /** How many code units were read: less than the length where the text is too long. */
  readonly readTo: number;
}

/** In a language that is not read: the sentences that name a party, without a kind. */
function kindless({ sentence }: Heard, n: number, { parties }: Known): Candidate | null {
  const [mention] = sentence.mentions;
  if (!mention) return null;
  const reasons = [
    { field: 'party', says: `“${mention.words.slice(0, 200)}” stands for ${nameIn(parties, mention.party)}` },
  ];
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

function readCandidates(heard: readonly Heard[], article: Article, known: Known, model: Model): Candidate[] {
  const roles = new Map(known.parties.map(({ party, role }) => [party, role]));
  const nameOf = (party: PartyId) => nameIn(known.parties, party);
  const setting = { published: article.published, model, titled: titledIn(known), roles, nameOf };
  return judgeAll(heard, known, article.published, model).map((judged, i) => candidateOf(judged, i + 1, setting));
}

/**
 * Proposes what of an article is worth recording. The same article and record give the same candidates.
 * @param model what was learned from coded articles; another only where it is measured
 */
export function propose(article: Article, known: Known, model: Model = MODEL): Proposed {
  const end = readTo(article.text);
  const language = languageOf(article.text, article.language);
  const sentences = sentencesOf(article.text, end);
  const heard = readArticle(article.text, sentences, known, article.publisher);
  const candidates = isRead(language)
    ? readCandidates(heard, article, known, model)
    : heard.map((one, i) => kindless(one, i + 1, known)).filter((one) => one !== null);
  return { candidates, sentences, language, isRead: isRead(language), readTo: end };
}
