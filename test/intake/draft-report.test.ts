/** What a candidate becomes in the form of a report. */
import type { Candidate } from '../../events/intake/candidate.js';
import { claimId, issueId, partyId } from '../../events/ids.js';
import { reportSchemas } from '../../events/report.js';
import { draftReport } from '../../intake/draft-report.js';

const TEXT = '“There are no talks,” an Israeli official said.';
const [israel, qatar] = [partyId.parse('israel'), partyId.parse('qatar')];
const CANDIDATE: Candidate = {
  candidate: 'c-1',
  evidence: [{ start: 0, end: TEXT.length }],
  kinds: ['denial', 'refusal', 'no-comment'],
  asserted: true,
  confidence: 0.9,
  party: israel,
  speaker: { name: 'an Israeli official', capacity: 'official', party: israel },
  attribution: 'on-background',
  subjects: [{ issue: issueId.parse('truce') }, { claim: claimId.parse('talks') }],
  with: [qatar],
  summary: TEXT,
  quote: 'There are no talks,',
  reasons: [],
};
const ARTICLE = {
  text: TEXT,
  publisher: 'World Report Now',
  origin: 'Reuters',
  published: '2023-10-09',
  url: 'https://example.org/1',
};

test('is a report of the kind that was chosen, which the record takes once it has its negotiation', () => {
  const { kind, ...body } = draftReport(CANDIDATE, 'denial', ARTICLE, TEXT);
  expect(kind).toBe('denial');
  expect(reportSchemas.denial.parse({ negotiation: 'talks-of-october', ...body })).toMatchObject({
    party: 'israel',
    claim: 'talks',
    attribution: 'on-background',
    quote: 'There are no talks,',
    reportedAt: '2023-10-09',
    source: { publisher: 'World Report Now', origin: 'Reuters' },
  });
});

test('names the speaker’s party only where it is another than the report’s', () => {
  expect(draftReport(CANDIDATE, 'denial', ARTICLE, TEXT)['speaker']).toEqual({
    name: 'an Israeli official',
    capacity: 'official',
  });
  const told = draftReport({ ...CANDIDATE, party: qatar }, 'denial', ARTICLE, TEXT);
  expect(told['speaker']).toMatchObject({ party: 'israel' });
});

test('has only fields that the kind takes: of whom a contact was with, a denial says nothing', () => {
  expect(draftReport(CANDIDATE, 'contact', ARTICLE, TEXT)).toMatchObject({ with: ['qatar'] });
  expect(draftReport(CANDIDATE, 'denial', ARTICLE, TEXT)).not.toHaveProperty('with');
  expect(draftReport(CANDIDATE, 'stance', ARTICLE, TEXT)).toMatchObject({ issue: 'truce' });
});

test('leaves out an address that is none of the web, and a quotation that the article does not have', () => {
  const article = { ...ARTICLE, url: 'javascript:alert(1)' };
  expect(draftReport(CANDIDATE, 'denial', article, 'Another text.')).not.toHaveProperty('quote');
  expect(draftReport(CANDIDATE, 'denial', article, TEXT)['source']).not.toHaveProperty('url');
});
