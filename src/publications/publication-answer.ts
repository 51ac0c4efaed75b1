/** A published card as answers show it. */
import type { PublicationAnswer } from '../../answers/publishing/publications.js';
import type { PublishingSettings } from '../platform/settings.js';
import { frameHtml, isFramed, pictureHtml, publicAddress } from './addresses.js';
import type { Publication } from './publications.js';

const standingOf = ({ revoked, doubtful }: Publication): PublicationAnswer['standing'] =>
  revoked ? 'revoked' : doubtful ? 'doubtful' : 'shown';

/** @param called scheme and host by which the server was called, for where no public address is configured */
export function publicationAnswerOf(
  publication: Publication,
  settings: PublishingSettings,
  called: string,
): PublicationAnswer {
  const { id, negotiation, moment, lens, publishedAt, revoked } = publication;
  const base = settings.publicUrl ?? called;
  const title = `Where the talks “${negotiation}” stand`;
  const address = publicAddress(base, id);
  return {
    id,
    negotiation,
    moment,
    lens,
    standing: standingOf(publication),
    publishedAt,
    revoked: revoked ? { at: revoked.at, reason: revoked.reason } : null,
    address,
    embed: isFramed(settings) ? frameHtml(address, title) : pictureHtml(base, id, title),
  };
}
