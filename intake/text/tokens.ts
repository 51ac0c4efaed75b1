/** Words of a sentence with their part of speech and dictionary form, by wink-nlp. */
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItsFunction } from 'wink-nlp';

/** Part of speech: verb (auxiliaries too), noun, proper name, adjective, adverb, number, preposition, … (UD tags). */
export interface Token {
  readonly word: string;
  /** In lower case. */
  readonly lower: string;
  /** `met` → `meet`. */
  readonly lemma: string;
  readonly pos: string;
  /** In the article. */
  readonly start: number;
  readonly end: number;
}

const nlp: Readonly<ReturnType<typeof winkNLP>> = winkNLP(model, ['pos']);
// Its typings of the lemma are not those that it takes.
const its = nlp.its as unknown as Readonly<Record<'pos' | 'lemma', ItsFunction<string>>>;

/** Single quotation marks that hold a quotation: the first after a space, the last before one or after a point. */
const singleQuotations = (text: string): string =>
  text
    .replaceAll(/(?<=^|[\s([—–])‘(?=[^‘]{12,})/g, '"')
    .replaceAll(/(?<=[.,!?…])’(?=$|[\s)\]—–])|(?<=\p{L})’(?=[.,;:]?(?:$|\s))/gu, (mark, at: number, whole: string) =>
      isOpenBefore(whole, at) ? '"' : mark,
    );

/** Whether an odd number of quotation marks stands before: one is open. Not further back than a long sentence. */
function isOpenBefore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2000), at);
  return before.split('"').length % 2 === 0;
}

/** Its taggers know straight quotation marks and apostrophes; each stands for one code unit, so offsets stay. */
const plain = (text: string): string => {
  const withDoubles = text.replaceAll(/[“”«»]/g, '"');
  const quoted = withDoubles.includes('‘') && !withDoubles.includes('"') ? singleQuotations(withDoubles) : withDoubles;
  return quoted.replaceAll(/[‘’]/g, "'").replaceAll(/[—–]/g, ',');
};

/** Each form of an irregular or misread word that the lemmatiser leaves alone. */
const LEMMAS: Readonly<Record<string, string>> = { "n't": 'not', "'s": "'s", ca: 'can', wo: 'will' };

/**
 * The tokens of a stretch of an article.
 * @param start where the stretch begins in the article
 */
export function tokensOf(stretch: string, start: number): Token[] {
  const text = plain(stretch);
  const tokens = nlp.readDoc(text).tokens();
  const [words, tags, lemmas] = [tokens.out(), tokens.out(its.pos), tokens.out(its.lemma)];
  const found: Token[] = [];
  let at = 0;
  words.forEach((word, i) => {
    const from = text.indexOf(word, at);
    // A tokeniser that changes what it reads is not followed further than it can be.
    if (from < 0 || !/\S/.test(word)) return;
    at = from + word.length;
    const lower = word.toLowerCase();
    const lemma = LEMMAS[lower] ?? lemmas[i] ?? lower;
    found.push({ word, lower, lemma: lemma.toLowerCase(), pos: tags[i] ?? 'X', start: start + from, end: start + at });
  });
  return found;
}
