/** What the pages of briefings and cards load from the public interface. */
import type { BriefingAnswer, CardAnswer } from '../../../answers/publishing/briefing.js';
import type { LaterEntriesAnswer } from '../../../answers/story/later-entries.js';
import type { PublicationsAnswer } from '../../../answers/publishing/publications.js';
import { calls, Refusal, type Get } from '../../api.js';
import { isPast, lensIn, linkTo } from '../../page-context.js';

interface Loading {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly get: Get;
}

/** How far the record has moved on since a past moment. */
const laterThan = (get: Get, id: string, lens: URLSearchParams): Promise<LaterEntriesAnswer> | null =>
  isPast(lens) ? calls.later(get, id, lens) : null;

export async function loadBriefing({ params, query, get }: Loading) {
  const id = params['negotiation'] ?? '';
  const lens = lensIn(query);
  const asked = new URLSearchParams([...lens, ['since', query.get('since') ?? '']]);
  const [about, later, briefing] = await Promise.all([
    calls.description(get, id, lens),
    laterThan(get, id, lens),
    get<BriefingAnswer>(linkTo(`${calls.path(id)}/briefing`, asked)),
  ]);
  return { about, later, briefing };
}

/** What is published is for editors alone: to others the page says so in its place. */
async function publishedOf(get: Get, id: string): Promise<PublicationsAnswer | null> {
  try {
    return await get<PublicationsAnswer>(`/v1/publications?negotiation=${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof Refusal && (error.problem.status === 401 || error.problem.status === 403)) return null;
    throw error;
  }
}

export async function loadCard({ params, query, get }: Loading) {
  const id = params['negotiation'] ?? '';
  const lens = lensIn(query);
  const [about, later, card, published] = await Promise.all([
    calls.description(get, id, lens),
    laterThan(get, id, lens),
    get<CardAnswer>(linkTo(`${calls.path(id)}/card`, lens)),
    publishedOf(get, id),
  ]);
  return { about, later, card, published };
}
