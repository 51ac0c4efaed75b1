/** Branded ids: the compiler refuses an id of one kind where another kind is expected. It is the compiler that tests it. */
import { tokenId, type TokenId } from '../../events/access.js';
import {
  agreementId,
  changeId,
  claimId,
  entryId,
  issueId,
  negotiationId,
  partyId,
  proposalId,
  reportId,
  type AgreementId,
  type ClaimId,
  type EntryId,
  type IssueId,
  type NegotiationId,
  type PartyId,
  type ProposalId,
  type ReportId,
} from '../../events/ids.js';
import type { z } from 'zod';

const party = partyId.parse('qatar');
const claim = claimId.parse('qatar');
const report = reportId.parse('qatar');

test('a slug of one kind is none of another kind', () => {
  // @ts-expect-error a claim's slug
  const asParty: PartyId = claim;
  // @ts-expect-error a party's slug
  const asClaim: ClaimId = party;
  // @ts-expect-error a party's slug
  const asNegotiation: NegotiationId = party;
  // @ts-expect-error a party's slug
  const asIssue: IssueId = party;
  // @ts-expect-error a party's slug
  const asProposal: ProposalId = party;
  // @ts-expect-error a party's slug
  const asAgreement: AgreementId = party;
  const parsed = [
    partyId.parse(asParty),
    claimId.parse(asClaim),
    negotiationId.parse(asNegotiation),
    issueId.parse(asIssue),
    proposalId.parse(asProposal),
    agreementId.parse(asAgreement),
  ];
  expect(new Set<string>(parsed)).toEqual(new Set(['qatar']));
});

test('the id of a report, of a change, of an entry and of a token are four kinds', () => {
  const change = changeId.parse('c0ffee000001');
  // @ts-expect-error a change's id
  const asReport: ReportId = change;
  // @ts-expect-error a report's id
  const asChange: z.infer<typeof changeId> = report;
  // @ts-expect-error a report's id
  const asEntry: EntryId = report;
  // @ts-expect-error a change's id
  const asToken: TokenId = change;
  expect([reportId.parse(asReport), changeId.parse(asChange)]).toEqual(['c0ffee000001', 'qatar']);
  expect([entryId.parse(asEntry), tokenId.parse(asToken)]).toEqual(['qatar', 'c0ffee000001']);
});

test('a bare string is no id until it has been parsed', () => {
  // @ts-expect-error an unchecked string
  const unchecked: PartyId = 'qatar';
  // @ts-expect-error an unchecked string
  const uncheckedReport: ReportId = 'qatar';
  expect([partyId.parse(unchecked), reportId.parse(uncheckedReport)]).toEqual([party, report]);
});

test.each(['', 'Qatar', 'a--b', '-a', 'a b', 'a/b', '\u202Eqatar', 'a'.repeat(101)])('%j is no slug', (text) =>
  expect(partyId.safeParse(text).success).toBe(false),
);

test.each(['', '.a', 'a b', 'a/b', 'a'.repeat(129)])('%j is no entry id', (text) =>
  expect(entryId.safeParse(text).success).toBe(false),
);
