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
};

/** @example parameterInWords('from.reportedBy') // 'Reported by (from)' */
export function parameterInWords(parameter: string): string {
  const [side, field] = parameter.includes('.') ? parameter.split('.') : [undefined, parameter];
  const name = NAMES[field ?? ''] ?? field ?? '';
  return side === undefined ? name : `${name} (${side})`;
}
