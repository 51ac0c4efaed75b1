/** Published cards as anybody sees them: as pages, as pictures, and as oEmbed describes them. */
import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { JsonObject } from '../../events/envelope.js';
import type { CardAnswer } from '../../answers/publishing/briefing.js';
import type { OembedAnswer, OembedParameters } from '../../answers/publishing/publications.js';
import { CARD_WIDTH, cardInWords, cardSvg } from '../pictures/card-svg.js';
import { pngOf } from '../pictures/png.js';
import { oneLine } from '../pictures/xml-text.js';
import { Config } from '../platform/config.js';
import { Refused } from '../problems/refused.js';
import { ReadCard } from '../briefing/read-briefing.js';
import { KeptWork } from '../queries/story/kept-work.js';
import { dataPath, FRAME, frameHtml, isFramed, pictureAddress, publicAddress, publicPath } from './addresses.js';
import { claimReviewOf } from './claim-review.js';
import { publicPage } from './public-page.js';
import type { Publication } from './publications.js';
import { PublicationsService } from './publications.service.js';
import { noSuchPublication } from './refusals.js';

/** How many pictures are kept: whoever asks for them has no token, and drawing takes a while. */
const PICTURES = 100;
/** Seconds for which consumers may keep what oEmbed answers: a card may be revoked. */
const CACHE_AGE = 300;

interface PublicCard {
  readonly publication: Publication;
  readonly card: CardAnswer;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A size that fits, in the same proportions. */
function fitted({ width, height }: Size, { maxwidth = Infinity, maxheight = Infinity }: OembedParameters): Size {
  const scale = Math.min(1, maxwidth / width, maxheight / height);
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

@Injectable()
export class PublicCards {
  readonly #pictures = new KeptWork<Buffer>(PICTURES, () => 1);

  constructor(
    private readonly publications: PublicationsService,
    private readonly queries: QueryBus,
    private readonly config: Config,
  ) {}

  /** The page of a published card. Throws the same refusal for whatever is none. */
  async page(id: string): Promise<string> {
    const { publication, card } = await this.#card(id);
    const { publicUrl, isIndexed = false } = this.config.publishing;
    const canonical = publicUrl === undefined ? undefined : publicAddress(publicUrl, publication.id);
    const discovery = canonical && `${publicUrl}/oembed?url=${encodeURIComponent(canonical)}&format=json`;
    return publicPage(card, { canonical, data: dataPath(publication.id), discovery, isIndexed });
  }

  /** A published card as linked data. Throws the same refusal for whatever is none. */
  async claimReview(id: string): Promise<JsonObject> {
    const { publication, card } = await this.#card(id);
    return claimReviewOf(card, publication.publishedAt, {
      publicUrl: this.config.publishing.publicUrl,
      path: publicPath(publication.id),
    });
  }

  /** The picture of a published card, as PNG. Throws the same refusal for whatever is none. */
  async picture(id: string): Promise<Buffer> {
    const svg = cardSvg((await this.#card(id)).card);
    return this.#pictures.of(svg, () => pngOf(svg, CARD_WIDTH));
  }

  /**
   * What oEmbed answers for the address of a published card under the configured public address. Throws the same refusal
   * for any other address.
   */
  async oembed(asked: OembedParameters): Promise<OembedAnswer> {
    const { publicUrl } = this.config.publishing;
    const prefix = `${publicUrl}/public/`;
    if (publicUrl === undefined || !asked.url.startsWith(prefix)) throw noSuchPublication();
    const { publication, card } = await this.#card(asked.url.slice(prefix.length));
    const { id } = publication;
    const title = oneLine(card.title);
    const picture = pictureAddress(publicUrl, id);
    const drawn = fitted(pictureSize(cardSvg(card)), asked);
    const common = {
      version: '1.0',
      title,
      provider_name: 'Parley',
      provider_url: publicUrl,
      cache_age: CACHE_AGE,
    } as const;
    if (!isFramed(this.config.publishing)) return { ...common, type: 'photo', ...drawn, url: picture };
    const frame = fitted(FRAME, asked);
    return {
      ...common,
      type: 'rich',
      ...frame,
      html: frameHtml(publicAddress(publicUrl, id), cardInWords(card).slice(0, 300), frame),
      thumbnail_url: picture,
      thumbnail_width: drawn.width,
      thumbnail_height: drawn.height,
    };
  }

  async #card(id: string): Promise<PublicCard> {
    const publication = await this.publications.shown(id);
    if (!publication) throw noSuchPublication();
    try {
      const { answer } = await this.queries.execute(new ReadCard(publication.negotiation, publication.lens));
      return { publication, card: answer };
    } catch (error) {
      // Talks that cannot be read under this lens any more: whoever asks need not know why.
      if (error instanceof Refused) throw noSuchPublication();
      throw error;
    }
  }
}

function pictureSize(svg: string): Size {
  const height = Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1]);
  return { width: CARD_WIDTH, height };
}
