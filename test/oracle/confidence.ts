/** How well what the phase rests on is attested: section 4, "Beside the phase". */
import { bindingAgreements } from './agreements.js';
import { saysItWasMade } from './agreement-words.js';
import { text } from './json.js';
import { latest, momentOf, type Walk } from './phase.js';
import { affirms, distinctOrigins, type Told } from './voices.js';

export type Confidence = 'high' | 'moderate' | 'low';

function ofBindingAgreements(walk: Walk, since: readonly Told[]): Told[] {
  const binding = bindingAgreements(momentOf(walk, walk.talks.reports.length));
  return since.filter((told) => binding.some((id) => saysItWasMade(told, id)));
}

/** What the phase rests on, since the latest collapse; where it is that, with all that has the place of the breakdown. */
function basisOf(phase: string, walk: Walk): Told[] {
  const { reports } = walk.talks;
  const collapse = latest(walk, 'collapsed')?.step ?? -1;
  const since = reports.slice(collapse + 1);
  const ofKind = (kind: string) => (told: Told) => told.kind === kind;
  if (phase === 'agreed' || phase === 'implementing') return ofBindingAgreements(walk, since);
  if (phase === 'suspended') return since.filter(ofKind('suspension'));
  const from = reports[collapse]?.place.at ?? -Infinity;
  if (phase === 'collapsed') return reports.filter(ofKind('breakdown')).filter(({ place }) => place.at >= from);
  if (phase === 'concluded') return since.filter(ofKind('conclusion'));
  return since.filter(affirms);
}

function levelOf(basis: readonly Told[]): Confidence {
  const declared = basis.filter((told) => told.standing && text(told.data, 'attribution') === 'on-the-record');
  const [firm, any] = [distinctOrigins(declared).length, distinctOrigins(basis).length];
  if (firm >= 2) return 'high';
  return firm === 1 || any >= 2 ? 'moderate' : 'low';
}

export function confidenceOf(phase: string, walk: Walk, contested: boolean): Confidence {
  const level = levelOf(basisOf(phase, walk).filter(({ poor }) => !poor));
  if (!contested) return level;
  return level === 'high' ? 'moderate' : 'low';
}
