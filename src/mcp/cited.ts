/** The reports that an answer rests on, for whoever quotes it. */
import { z } from 'zod';
import { citation, MOST_CITED, type Citation } from '../../answers/citations.js';
import { negotiationId, type NegotiationId } from '../../events/ids.js';
import { ParleyProblem } from '../../packages/client/src/errors.js';
import type { Parley } from '../../packages/client/src/parley.js';
import type { LensFields } from '../../packages/client/src/query.js';

/** Fields of answers that hold ids of reports: one, or a list. */
const ONE = new Set(['reportId', 'report', 'entry']);
const SEVERAL = new Set(['because', 'onTheRecordBecause', 'corroborates', 'namedBy', 'copies']);

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][\w.:-]{0,127}$/.test(value);

/** The ids that an answer names, each once, in their order. */
export function idsIn(answer: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (ONE.has(name) && isId(inner)) found.add(inner);
      if (SEVERAL.has(name) && Array.isArray(inner)) inner.filter(isId).forEach((id) => found.add(id));
      look(inner);
    }
  };
  look(answer);
  return [...found];
}

/** A report, and in which talks it is. */
export const citedReport = citation.omit({ proof: true }).extend({ negotiation: negotiationId });
type CitedReport = z.infer<typeof citedReport>;

/** What is asked for: reports of one negotiation, under a lens or several of which the first that has it counts. */
export interface Named {
  readonly negotiation: string;
  readonly ids: readonly string[];
  readonly lenses?: readonly LensFields[];
}

const inTalks = (negotiation: string, found: readonly Citation[]): CitedReport[] =>
  found.map((one) => ({ ...one, negotiation: negotiation as NegotiationId }));

async function citedIn(parley: Parley, { negotiation, ids, lenses = [{}] }: Named): Promise<CitedReport[]> {
  const found: CitedReport[] = [];
  let left: readonly string[] = ids;
  for (const lens of lenses) {
    if (left.length === 0) break;
    try {
      const { citations, missing } = await parley.citations(negotiation, left, lens);
      found.push(...inTalks(negotiation, citations));
      left = missing;
    } catch (error) {
      // Where an end of a comparison was before the talks were opened, nothing is cited from it.
      if (!(error instanceof ParleyProblem && error.status === 404)) throw error;
    }
  }
  return found;
}

/** The citations of an answer, and how many more reports it names than can be cited. */
export async function cited(
  parley: Parley,
  named: readonly Named[],
): Promise<{ readonly citations: readonly CitedReport[]; readonly uncited: number }> {
  const citations: CitedReport[] = [];
  let [room, uncited] = [MOST_CITED, 0];
  for (const one of named) {
    const ids = one.ids.slice(0, room);
    uncited += one.ids.length - ids.length;
    room -= ids.length;
    citations.push(...(await citedIn(parley, { ...one, ids })));
  }
  return { citations, uncited };
}
