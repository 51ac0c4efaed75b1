/** The parameters of an address, as a reader knows them. */

const NAMES: Readonly<Record<string, string>> = {
  at: 'The moment',
  reportedBy: 'Reported by',
  happenedBy: 'Happened by',
  recordedBy: 'Recorded by',
  revision: 'The revision',
  withoutSource: 'Without the source',
  withoutOrigin: 'Without the origin',
  withoutParty: 'Without the party',
  onlyAttribution: 'The attribution',
  minReliability: 'The grade of the source',
  minCredibility: 'The grade of the information',
  table: 'The table',
  party: 'The party',
  kind: 'The kind of report',
  source: 'The source',
  subject: 'The subject',
  phase: 'The phase',
  freshness: 'The news',
  contested: 'Contested or not',
  since: 'Changes since',
  sort: 'The order',
  direction: 'The order',
  cursor: 'The page',
};

/** @example parameterInWords('from.reportedBy') // 'Reported by (from)' */
export function parameterInWords(parameter: string): string {
  const [side, field] = parameter.includes('.') ? parameter.split('.') : [undefined, parameter];
  const name = NAMES[field ?? ''] ?? field ?? '';
  return side === undefined ? name : `${name} (${side})`;
}
