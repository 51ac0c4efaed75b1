/** What the record knows when an article is read: the parties of the talks, and what has a title. */
import type { Person } from '../events/registry.js';
import type { AgreementId, ClaimId, IssueId, PartyId, ProposalId } from '../events/ids.js';
import type { Role } from '../events/vocabulary.js';

export interface KnownParty {
  readonly party: PartyId;
  readonly name: string;
  /** Its name in other languages. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly people?: readonly Person[] | undefined;
  readonly role: Role;
}

export interface Known {
  /** The title of the talks; none where the article is about no talks that are followed. */
  readonly title?: string | undefined;
  readonly parties: readonly KnownParty[];
  readonly issues: readonly { readonly issue: IssueId; readonly title: string }[];
  readonly claims: readonly { readonly claim: ClaimId; readonly title: string }[];
  readonly proposals: readonly {
    readonly proposal: ProposalId;
    readonly title?: string | undefined;
    readonly proposers: readonly string[];
  }[];
  readonly agreements: readonly { readonly agreement: AgreementId; readonly title?: string | undefined }[];
}
