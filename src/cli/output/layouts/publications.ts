/** Published cards. */
import type { PublicationAnswer, PublicationsAnswer } from '../../../../answers/publishing/publications.js';
import { gridOrLine, type Layout } from '../layout.js';

export const publicationLayout = ({ address, id, standing, moment, revoked }: PublicationAnswer): Layout =>
  standing === 'shown'
    ? [address, `${moment === 'pinned' ? 'pinned' : 'of the present'}; parley publish revoke ${id} takes it back`]
    : [`${id} is ${standing}${revoked ? ` since ${revoked.at}` : ''}: nobody sees it`];

export const publicationsLayout = ({ publications }: PublicationsAnswer): Layout =>
  gridOrLine(
    'no card is published',
    ['ID', 'NEGOTIATION', 'MOMENT', 'STANDING', 'PUBLISHED', 'ADDRESS'],
    publications.map(({ id, negotiation, moment, standing, publishedAt, address }) => [
      id,
      negotiation,
      moment,
      standing,
      publishedAt,
      address,
    ]),
  );
