/** How well what the phase rests on is attested: section 4, "Beside the phase". */
import { bindingAgreements } from './talks/agreements.js';
import { saysItWasMade } from './talks/agreement-words.js';
import { text } from './json.js';
import { latest, momentOf, type Run } from './talks/phase.js';
import { affirms, distinctOrigins, type VoicedReport } from './voices.js';

export type Confidence = 'high' | 'moderate' | 'low';

function ofBindingAgreements(run: Run, since: readonly VoicedReport[]): VoicedReport[] {
  const binding = bindingAgreements(momentOf(run, run.talks.reports.length));
  return since.filter((report) => binding.some((id) => saysItWasMade(report, id)));
}

/** What the phase rests on, since the latest collapse; where it is that, with all that has the place of the breakdown. */
function basisOf(phase: string, run: Run): VoicedReport[] {
  const { reports } = run.talks;
  const collapse = latest(run, 'collapsed')?.step ?? -1;
  const since = reports.slice(collapse + 1);
  const ofKind = (kind: string) => (report: VoicedReport) => report.kind === kind;
  if (phase === 'agreed' || phase === 'implementing') return ofBindingAgreements(run, since);
  if (phase === 'suspended') return since.filter(ofKind('suspension'));
  const from = reports[collapse]?.place.at ?? -Infinity;
  if (phase === 'collapsed') return reports.filter(ofKind('breakdown')).filter(({ place }) => place.at >= from);
  if (phase === 'concluded') return since.filter(ofKind('conclusion'));
  return since.filter(affirms);
}

function levelOf(basis: readonly VoicedReport[]): Confidence {
  const declared = basis.filter((report) => report.standing && text(report.data, 'attribution') === 'on-the-record');
  const [firm, any] = [distinctOrigins(declared).length, distinctOrigins(basis).length];
  if (firm >= 2) return 'high';
  return firm === 1 || any >= 2 ? 'moderate' : 'low';
}

export function confidenceOf(phase: string, run: Run, contested: boolean): Confidence {
  const level = levelOf(basisOf(phase, run).filter(({ poor }) => !poor));
  if (!contested) return level;
  return level === 'high' ? 'moderate' : 'low';
}
