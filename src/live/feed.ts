/** Writes a feed of the latest entries, as Atom (RFC 4287) or as JSON Feed 1.1. */
import type { Message } from '../../answers/live.js';

export interface FeedEntry {
  /** A URN, the same for as long as the event exists. */
  readonly id: string;
  readonly title: string;
  /** The page that shows it: a path on this server. */
  readonly path: string;
  readonly message: Message;
}

/** A feed, in neither format yet. */
export interface FeedContent {
  /** A URN. */
  readonly id: string;
  readonly title: string;
  /** The page that it is about: a path on this server. */
  readonly path: string;
  /** The path of the feed itself, without `.atom` or `.json`. */
  readonly self: string;
  /** The lens in both addresses, with its question mark; empty for the present. */
  readonly query: string;
  /** When the newest entry was recorded, in ISO 8601. Of an empty feed 1970: the present would change its ETag. */
  readonly updated: string;
  /** The newest first. */
  readonly entries: readonly FeedEntry[];
}

/** Characters that XML forbids, even as references. */
const NO_XML = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(NO_XML, '\uFFFD').replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

const speakerOf = ({ source }: Message): string =>
  source === null ? 'this desk' : [source.origin, source.publisher].filter((name) => name !== undefined).join(', by ');

/** What the source said, then a sentence for each change of the status. */
export function paragraphsOf({ summary, source, changes }: Message): string[] {
  const said = summary === null ? [] : [source === null ? summary : `${summary} (${speakerOf({ source } as Message)})`];
  if (changes === null) return said;
  return [...said, ...(changes.length ? changes.map(({ words }) => words) : ['It changed nothing in the status.'])];
}

const atomEntry = ({ id, title, path, message }: FeedEntry, base: string): string => `  <entry>
    <id>${escaped(id)}</id>
    <title>${escaped(title)}</title>
    <updated>${escaped(message.recordedAt)}</updated>
    <author><name>${escaped(speakerOf(message))}</name></author>
    <link rel="alternate" href="${escaped(base + path)}"/>
    <content type="text">${escaped(paragraphsOf(message).join('\n'))}</content>
  </entry>
`;

/**
 * The feed as Atom.
 * @param base scheme and host by which the server was called
 */
export const atomFeed = ({ id, title, path, self, query, updated, entries }: FeedContent, base: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${escaped(id)}</id>
  <title>${escaped(title)}</title>
  <updated>${escaped(updated)}</updated>
  <link rel="self" type="application/atom+xml" href="${escaped(`${base}${self}.atom${query}`)}"/>
  <link rel="alternate" type="text/html" href="${escaped(base + path)}"/>
  <generator>Parley</generator>
${entries.map((entry) => atomEntry(entry, base)).join('')}</feed>
`;

/** The same as JSON Feed. */
export const jsonFeed = ({ title, path, self, query, entries }: FeedContent, base: string): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: base + path,
    feed_url: `${base}${self}.json${query}`,
    items: entries.map(({ id, title: of, path: at, message }) => ({
      id,
      url: base + at,
      title: of,
      content_text: paragraphsOf(message).join('\n'),
      date_published: message.recordedAt,
      authors: [{ name: speakerOf(message) }],
    })),
  });
