/**
 * A published card as linked data of schema.org, which search engines and archives read. It is a review of a claim as far as
 * that goes: what is claimed of the talks, who says so, and which sources were read. Parley gives no marks: the rating is
 * in words alone.
 */
import type { JsonObject } from '../../events/envelope.js';
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import { cardInWords } from '../pictures/card-svg.js';
import { cardHeadline } from '../pictures/card-words.js';
import { oneLine } from '../pictures/xml-text.js';

const organization = (name: string): JsonObject => ({ '@type': 'Organization', name: oneLine(name) });

/**
 * @param publishedAt an instant
 * @param where the public address of the server, where it is known, and the path of the card
 */
export function claimReviewOf(
  card: CardAnswer,
  publishedAt: string,
  { publicUrl, path }: { publicUrl: string | undefined; path: string },
): JsonObject {
  const { title, sentence, says, sources } = card;
  const claimed = oneLine(sentence.words);
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    ...(publicUrl === undefined ? {} : { url: `${publicUrl}${path}` }),
    name: oneLine(title),
    datePublished: publishedAt,
    author: { ...organization('Parley'), ...(publicUrl === undefined ? {} : { url: publicUrl }) },
    claimReviewed: claimed,
    itemReviewed: {
      '@type': 'Claim',
      text: claimed,
      author: says.map(({ name }) => organization(name)),
      appearance: sources.map((publisher) => ({ '@type': 'CreativeWork', publisher: organization(publisher) })),
    },
    reviewRating: { '@type': 'Rating', alternateName: cardHeadline(card) },
    reviewBody: cardInWords(card),
  };
}
