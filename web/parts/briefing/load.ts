/** What the pages of briefings and cards load from the public interface. */
import type { BriefingAnswer, CardAnswer } from '../../../answers/publishing/briefing.js';
import type { PublicationsAnswer } from '../../../answers/publishing/publications.js';
import { calls, Refusal, type Get } from '../../api.js';
import { lensIn, linkTo } from '../../page-context.js';

interface Loading {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly get: Get;
}

export async function loadBriefing({ params, query, get }: Loading) {
  const id = params['negotiation'] ?? '';
  const lens = lensIn(query);
  const asked = new URLSearchParams([...lens, ['since', query.get('since') ?? '']]);
  const [about, briefing] = await Promise.all([
    calls.description(get, id, lens),
    get<BriefingAnswer>(linkTo(`${calls.path(id)}/briefing`, asked)),
  ]);
  return { about, briefing };
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
  const [about, card, published] = await Promise.all([
    calls.description(get, id, lens),
    get<CardAnswer>(linkTo(`${calls.path(id)}/card`, lens)),
    publishedOf(get, id),
  ]);
  return { about, card, published };
}
