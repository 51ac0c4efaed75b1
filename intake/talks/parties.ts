/** Parties of talks, from a text alone: countries, bodies with initials, unions, companies, armed groups. */
import type { Reason, Span } from '../../events/intake/candidate.js';
import { partyId, type PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import { slugFromTitle } from '../../events/words/slug-from-title.js';
import { namesIn } from './names.js';
import { evidenceOf, rolesOf } from './roles.js';

export interface ProposedParty {
  readonly party: PartyId;
  readonly name: string;
  readonly role: Role;
  readonly reasons: readonly Reason[];
}

/** How many are proposed at most, those named most often. */
const MOST = 12;

/** The parties that a text names, those named most often first. */
export function partiesIn(text: string, spans: readonly Span[], publisher = ''): ProposedParty[] {
  const all = spans.map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' '));
  const sentencesOf = (numbers: Iterable<number>) => [...numbers].map((i) => all[i] ?? '');
  // The outlet is none, nor is the agency of “GENEVA, May 3 (Pan Wire) –”.
  const agency = /^[^\n(]{1,60}\(([^)\n]{2,40})\)\s*[-–—]/.exec(text.trimStart())?.[1];
  const ranked = namesIn(text, spans)
    .filter(({ name, isCountry }) => isCountry || (name !== agency && !publisher.includes(name)))
    .toSorted((a, b) => b.times - a.times)
    .slice(0, MOST)
    .map((named) => ({ named, evidence: evidenceOf(named, sentencesOf(named.sentences), all) }));
  const roles = rolesOf(ranked);
  const taken: string[] = [];
  return ranked.map(({ named }, i) => {
    const slug = slugFromTitle(named.name, 'party', taken);
    taken.push(slug);
    const { role, says } = roles[i] ?? { role: 'observer', says: '' };
    const times = named.times === 1 ? 'once' : `${named.times} times`;
    return {
      party: partyId.parse(slug),
      name: named.name.slice(0, 200),
      role,
      reasons: [
        { field: 'party', says: `“${named.words}”: named ${times}`.slice(0, 500), at: named.at },
        { field: 'role', says },
      ],
    };
  });
}
