/** What reports say, by their ids: pages name a report by its words, and not by an id that nobody knows. */
import { calls, Refusal, type Get } from '../api.js';
import { historyQuery } from '../history-query.js';

/** So many of the newest entries are read at once. */
const NEWEST = 500;
/** So many older reports are read one by one. */
const ONE_BY_ONE = 24;

/** Undefined where there is no such report under the lens. */
async function summaryOf(
  get: Get,
  negotiation: string,
  id: string,
  lens: URLSearchParams,
): Promise<string | undefined> {
  try {
    const { current, recorded } = (await calls.report(get, negotiation, id, lens)).report;
    const { summary } = current ?? recorded;
    return typeof summary === 'string' ? summary : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What the named reports say; a report that is not found is left out. */
export async function toldOneByOne(
  get: Get,
  negotiation: string,
  lens: URLSearchParams,
  ids: readonly string[],
): Promise<[id: string, says: string][]> {
  const read = await Promise.all(
    ids.slice(0, ONE_BY_ONE).map(async (id) => [id, await summaryOf(get, negotiation, id, lens)] as const),
  );
  return read.flatMap(([id, says]): [string, string][] => (says === undefined ? [] : [[id, says]]));
}

/** The same of many reports. */
export async function toldOf(
  get: Get,
  negotiation: string,
  lens: URLSearchParams,
  ids: readonly string[],
): Promise<[id: string, says: string][]> {
  const asked = new Set(ids);
  if (asked.size === 0) return [];
  const newest = await calls.history(get, negotiation, historyQuery(lens, NEWEST));
  const found = newest.entries.flatMap(({ id, summary }): [string, string][] =>
    summary !== null && asked.delete(id) ? [[id, summary]] : [],
  );
  return [...found, ...(await toldOneByOne(get, negotiation, lens, [...asked]))];
}
