/** The items of a feed: RSS, RDF, Atom or JSON Feed. */
import { parseFeed } from 'feedsmith';

export interface FeedItem {
  /** What the feed calls it, by which it is known again. */
  readonly id: string;
  readonly title?: string;
  readonly url?: string;
  /** HTML or text. */
  readonly content?: string;
  /** As it is written there. */
  readonly published?: string;
}

/** The fields that are read, of whatever format. */
interface AnyItem {
  readonly id?: string;
  readonly guid?: { readonly value?: string };
  readonly title?: string | { readonly value?: string };
  readonly url?: string;
  readonly link?: string;
  readonly links?: readonly { readonly href?: string; readonly rel?: string }[];
  readonly description?: string;
  readonly content?: string | { readonly value?: string; readonly encoded?: string };
  readonly summary?: string | { readonly value?: string };
  readonly content_html?: string;
  readonly content_text?: string;
  readonly pubDate?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly date_published?: string;
  readonly dc?: { readonly date?: string; readonly dates?: readonly string[] };
}

const MOST_ITEMS = 500;

const textOf = (of: string | { readonly value?: string } | undefined): string | undefined =>
  typeof of === 'string' ? of : of?.value;

const linkOf = ({ url, link, links = [] }: AnyItem): string | undefined =>
  url ?? link ?? (links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0])?.href;

function contentOf(item: AnyItem): string | undefined {
  const { content, description, summary } = item;
  const encoded = typeof content === 'object' ? (content.encoded ?? content.value) : content;
  return encoded ?? item.content_html ?? item.content_text ?? description ?? textOf(summary);
}

function itemOf(item: AnyItem): FeedItem[] {
  const url = linkOf(item);
  const title = textOf(item.title);
  const id = item.guid?.value ?? item.id ?? url ?? title;
  if (id === undefined) return [];
  const published =
    item.pubDate ?? item.published ?? item.date_published ?? item.updated ?? item.dc?.date ?? item.dc?.dates?.[0];
  const fields = { title, url, content: contentOf(item), published };
  const given = Object.entries(fields).filter(([, value]) => typeof value === 'string' && value !== '');
  return [{ id: id.slice(0, 2000), ...Object.fromEntries(given) }];
}

/** Throws where it is no feed. */
export function readFeed(text: string): { readonly title?: string; readonly items: readonly FeedItem[] } {
  const { feed } = parseFeed(text) as { readonly feed: Record<string, unknown> };
  const items = (feed['items'] ?? feed['entries'] ?? []) as readonly AnyItem[];
  const title = textOf(feed['title'] as string | undefined);
  return { ...(title === undefined ? {} : { title }), items: items.slice(0, MOST_ITEMS).flatMap(itemOf) };
}
