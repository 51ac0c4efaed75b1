/** The addresses of published cards, and the HTML that shows them in other pages. */
import type { PublicationId } from '../../events/publications.js';
import type { PublishingSettings } from '../platform/settings.js';
import { inXml } from '../pictures/xml-text.js';

/** How large a card is in another page, in pixels. */
export const FRAME = { width: 600, height: 420 } as const;

/** Whether other pages may frame a card. */
export const isFramed = ({ frameAncestors }: PublishingSettings): boolean => frameAncestors !== "'none'";

export const publicPath = (id: PublicationId): string => `/public/${id}`;

/** The path of a card as linked data. */
export const dataPath = (id: PublicationId): string => `${publicPath(id)}/card.jsonld`;

/** @param base the public address, or where none is configured, the one by which the server was called */
export const publicAddress = (base: string, id: PublicationId): string => `${base}${publicPath(id)}`;

export const pictureAddress = (base: string, id: PublicationId): string => `${publicAddress(base, id)}/card.png`;

/** A frame without scripts, forms and cookies. */
export const frameHtml = (
  address: string,
  title: string,
  { width, height }: { width: number; height: number } = FRAME,
): string =>
  `<iframe src="${inXml(address)}" width="${width}" height="${height}" title="${inXml(title)}" sandbox="" ` +
  `referrerpolicy="no-referrer" loading="lazy" frameborder="0"></iframe>`;

/** The picture with a link, where other pages may not frame the card. */
export const pictureHtml = (base: string, id: PublicationId, title: string): string =>
  `<a href="${inXml(publicAddress(base, id))}" rel="noopener"><img src="${inXml(pictureAddress(base, id))}" ` +
  `width="${FRAME.width}" alt="${inXml(title)}" loading="lazy" referrerpolicy="no-referrer"></a>`;
