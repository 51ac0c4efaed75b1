/** A story with hostile text in every field that takes text. */

/** Fits where a unit fits: a formula, markup, the end of a script, and a masked link. */
export const NAME = '=1+1<b id="hostile">x</b></script>[x](javascript:alert(1))';

/** With line breaks, an image of a stranger, right-to-left override, and what looks like a frame or a heading. */
export const PROSE = [
  NAME,
  '<img src=x onerror=alert(1)> \u202Efile:///etc/passwd\u202C <javascript:alert(1)>',
  '',
  'data: {"forged":true}',
  '',
  '# heading ![p](https://evil.example/p.png) | cell | \t=2+2',
].join('\n');

/** An address that is one, with what would end an attribute. */
const URL_TEXT = 'https://example.org/?a="><b%20id=hostile>&b=</script>';

export const NEGOTIATION = 'hostile';
const of = { negotiation: NEGOTIATION } as const;

const report = (reportId: string, kind: string, party: string, day: number, more: object) => ({
  type: `${kind}Reported`,
  data: {
    ...of,
    reportId,
    party,
    speaker: { name: NAME, capacity: 'official' },
    summary: PROSE,
    quote: PROSE,
    note: PROSE,
    tags: [NAME],
    attribution: 'on-the-record',
    source: { publisher: NAME, origin: `${NAME}2`, via: [NAME], title: PROSE, url: URL_TEXT, reliability: 'B' },
    reportedAt: `2023-11-${String(day).padStart(2, '0')}`,
    ...more,
  },
});
const terms = [
  { item: NAME, quantity: -5, unit: NAME, per: NAME, basis: NAME, text: PROSE },
  { item: 'plain', quantity: 7, unit: 'day' },
];

const story: readonly object[] = [
  {
    type: 'NegotiationOpened',
    data: {
      ...of,
      title: PROSE.slice(0, 400),
      summary: PROSE,
      parties: [
        {
          party: 'union',
          name: NAME,
          names: { ar: NAME },
          aliases: [NAME],
          role: 'principal',
          people: [{ name: NAME, capacity: 'official' }],
        },
        { party: 'port', name: `${NAME}.`, role: 'principal' },
        { party: 'state', name: 'State', role: 'mediator' },
      ],
      issues: [{ issue: 'pay', title: PROSE }],
    },
  },
  report('r1', 'Confirmation', 'union', 1, { claim: 'talks', claimText: PROSE }),
  report('r2', 'Denial', 'port', 2, { claim: 'talks' }),
  report('r3', 'Demand', 'union', 3, { issue: 'pay', issueTitle: PROSE, terms }),
  report('r4', 'Proposal', 'port', 4, { proposal: 'offer', title: PROSE, issues: ['pay'], terms, to: ['union'] }),
  report('r5', 'Acceptance', 'union', 5, { proposal: 'offer', conditions: [PROSE] }),
  report('r6', 'Agreement', 'union', 6, {
    agreement: 'deal',
    title: PROSE,
    between: ['union', 'port'],
    scope: 'partial',
    terms,
  }),
  report('r7', 'Pressure', 'union', 7, { measure: NAME, to: ['port'] }),
  report('r8', 'Contact', 'union', 8, { with: ['port'], channel: NAME, venue: NAME }),
  report('r9', 'Violation', 'union', 9, { agreement: 'deal', by: ['port'] }),
  report('r10', 'Implementation', 'port', 10, { agreement: 'deal', terms: [{ item: NAME, quantity: 2, unit: NAME }] }),
  report('r11', 'Assessment', 'state', 11, { outlook: 'deadlock' }),
  {
    type: 'ReportCorrected',
    data: {
      ...of,
      changeId: 'c1',
      reportId: 'r2',
      reportedAt: '2023-11-12',
      reason: PROSE,
      changes: { summary: PROSE },
    },
  },
  {
    type: 'ReportRetracted',
    data: { ...of, changeId: 'c2', reportId: 'r8', reportedAt: '2023-11-12', reason: PROSE, note: PROSE },
  },
  { type: 'EntryAmended', data: { ...of, changeId: 'c3', entry: 'r7', reason: PROSE, changes: { note: PROSE } } },
  {
    type: 'SubjectRetitled',
    data: { ...of, changeId: 'c4', what: 'proposal', slug: 'offer', title: PROSE, reason: PROSE },
  },
  { type: 'SourceRegraded', data: { changeId: 'g1', publisher: NAME, reliability: 'D', from: '2023', reason: PROSE } },
  { type: 'SourceAliased', data: { changeId: 'g2', name: `${NAME}3`, of: NAME, reason: PROSE } },
];

export const HOSTILE_STORY: string = story.map((line) => `${JSON.stringify(line)}\n`).join('');

/** What no text may hold, and what no address may be: refused where it comes in. */
export const REFUSED: readonly (readonly [what: string, fields: object])[] = [
  ['NUL', { summary: 'a\u0000b' }],
  ['a terminal’s escape sequence', { summary: '\u001B]0;x\u0007' }],
  ['a C1 control', { summary: '\u009B31m' }],
  ['half a surrogate pair', { summary: 'a\uD800b' }],
  ['bidirectional controls in a name', { source: { publisher: 'a\u202Eb' } }],
  ['a script for an address', { source: { publisher: 'P', url: 'javascript:alert(1)' } }],
  ['a file for an address', { source: { publisher: 'P', url: 'file:///etc/passwd' } }],
  ['data for an address', { source: { publisher: 'P', url: 'data:text/html,<b>' } }],
];
