/** Talks in which every text that anybody types is hostile, in one way or another. */

export const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</text></svg><svg onload="alert(1)">',
  '"\' onmouseover="x',
  '[click](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  '<http://evil.example/auto>',
  'http://evil.example/plain www.evil.example me@evil.example',
  '| a | b |',
  '```js',
  '~~~',
  '# heading',
  '- [ ] item',
  '> quote',
  '1. first',
  '---',
  '&copy; &#60;b&#62; &amp;',
  ']]> <!-- <?pi?>',
  '=HYPERLINK("http://evil.example")',
  '\\`*_{}[]()#+-.!$^~',
  '{{7*7}} ${7*7}',
] as const;

/** All of them in one text, the first of which stands at its start. */
export const hostile = (first: number): string =>
  [...PIECES.slice(first % PIECES.length), ...PIECES.slice(0, first % PIECES.length)].join(' ');

const source = {
  publisher: `P ${PIECES[0]}`,
  origin: `O ${PIECES[1]}`,
  title: hostile(4),
  url: 'http://a.example/?a=1&copy=2#(x)<y>',
};

const report = (reportId: string, more: object) => ({
  negotiation: 'hostile',
  reportId,
  speaker: { name: `S ${PIECES[2]}`, capacity: 'official' },
  attribution: 'on-the-record',
  summary: hostile(5),
  quote: hostile(6),
  note: hostile(7),
  tags: [PIECES[3]],
  source,
  reportedAt: '2023-11-12',
  ...more,
});

/** The lines of a story. */
export const HOSTILE_TALKS: readonly object[] = [
  {
    type: 'NegotiationOpened',
    data: {
      negotiation: 'hostile',
      title: `T ${hostile(0)}`,
      summary: hostile(1),
      parties: [
        { party: 'ana', name: `1. ${PIECES[2]} \u0643`, role: 'principal' },
        { party: 'bo', name: `# ${PIECES[4]}`, role: 'principal' },
      ],
      issues: [{ issue: 'pay', title: hostile(8) }],
    },
  },
  { type: 'ConfirmationReported', data: report('h-1', { party: 'ana', claim: 'talks' }) },
  { type: 'DenialReported', data: report('h-2', { party: 'bo', claim: 'talks' }) },
  {
    type: 'ProposalReported',
    data: report('h-3', {
      party: 'ana',
      proposal: 'offer',
      title: hostile(9),
      issues: ['pay'],
      terms: [{ item: PIECES[0], quantity: 3, unit: PIECES[10], text: hostile(10) }],
    }),
  },
  {
    type: 'DemandReported',
    data: report('h-4', { party: 'bo', issue: 'pay', terms: [{ item: PIECES[8], quantity: 2, unit: '<b>' }] }),
  },
  { type: 'ConfirmationReported', data: report('h-5', { party: 'ana', claim: 'x', claimText: hostile(11) }) },
  { type: 'DenialReported', data: report('h-6', { party: 'bo', claim: 'x' }) },
  {
    type: 'AgreementReported',
    data: report('h-7', {
      party: 'ana',
      agreement: 'deal',
      title: hostile(12),
      between: ['ana', 'bo'],
      scope: 'partial',
      terms: [{ item: PIECES[18], text: hostile(13) }],
    }),
  },
  { type: 'PressureReported', data: report('h-8', { party: 'bo', measure: `strike ${PIECES[0]}`, to: ['ana'] }) },
  { type: 'AssessmentReported', data: report('h-9', { party: 'ana', outlook: 'progress' }) },
];
