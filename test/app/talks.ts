/** Talks between a union and a port, for tests of the server. */

export const opening = {
  negotiation: 'talks',
  title: 'T',
  parties: [
    { party: 'union', name: 'Union', role: 'principal' },
    { party: 'port', name: 'Port', role: 'principal' },
  ],
};

export const report = (reportId: string, more: object = {}) => ({
  reportId,
  kind: 'confirmation',
  party: 'union',
  claim: 'talks',
  speaker: { capacity: 'official' },
  attribution: 'on-the-record',
  summary: 'They talk.',
  source: { publisher: 'The Quay' },
  reportedAt: '2023-11-12',
  ...more,
});

/** A line of a story: the grade of a source, which is recorded in a stream of its own. */
export const grade = {
  type: 'SourceRegraded',
  data: { changeId: 'g1', publisher: 'The Quay', reliability: 'B', from: '2020-01-01', reason: 'it is known' },
};

/** Lines of a story: openings, and reports of each negotiation in turn. */
export function story(reports: number, negotiations: readonly string[] = ['talks']): object[] {
  const openings = negotiations.map((negotiation) => ({
    type: 'NegotiationOpened',
    data: { ...opening, negotiation },
  }));
  const told = Array.from({ length: reports }, (_, i) => {
    const { kind: _kind, ...data } = report(`r${i}`);
    return { type: 'ConfirmationReported', data: { negotiation: negotiations[i % negotiations.length], ...data } };
  });
  return [...openings, ...told];
}

export const inLines = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');
