/** What the record of talks knows, for whoever reads an article about them. */
import { Injectable } from '@nestjs/common';
import type { NegotiationId, ProposalId } from '../../../events/ids.js';
import type { CountedReports } from '../../../projections/report-index/counted-reports.js';
import type { Vocabulary } from '../../../projections/vocabulary/shape.js';
import { vocabularyOf } from '../../../projections/vocabulary/vocabulary.js';
import type { Known, KnownParty } from '../../../intake/known.js';
import { ProjectionCache } from '../../queries/projection-cache.js';

/** Of talks that are not known. */
export const NOTHING_KNOWN: Known = { parties: [], issues: [], claims: [], proposals: [], agreements: [] };

const partiesOf = ({ registry }: CountedReports): KnownParty[] =>
  [...registry.parties.values()].map(({ party, name, names, aliases, people, roles }) => ({
    party,
    name,
    names,
    aliases,
    people,
    role: roles.at(-1)?.role ?? 'observer',
  }));

/** The parties that have made each proposal. */
function proposersOf({ all }: CountedReports): ReadonlyMap<ProposalId, ReadonlySet<string>> {
  const proposers = new Map<ProposalId, Set<string>>();
  for (const { report, parties } of all) {
    if (report.kind !== 'proposal') continue;
    const known = proposers.get(report.proposal) ?? new Set();
    for (const { party } of parties) known.add(party);
    proposers.set(report.proposal, known);
  }
  return proposers;
}

const titled = (of: Vocabulary['claims']) => of.map(({ slug, title }) => ({ slug, title }));

export function knownOf(counted: CountedReports): Known {
  const { claims, issues, proposals, agreements } = vocabularyOf(counted);
  const proposers = proposersOf(counted);
  const known = {
    title: counted.registry.title,
    parties: partiesOf(counted),
    issues: titled(issues).map(({ slug, title }) => ({ issue: slug, title: title ?? slug })),
    claims: titled(claims).map(({ slug, title }) => ({ claim: slug, title: title ?? slug })),
    proposals: titled(proposals).map(({ slug, title }) => ({
      proposal: slug,
      ...(title === null ? {} : { title }),
      proposers: [...(proposers.get(slug as ProposalId) ?? [])],
    })),
    agreements: titled(agreements).map(({ slug, title }) => ({
      agreement: slug,
      ...(title === null ? {} : { title }),
    })),
  };
  // Slugs of the record were ids of these sorts when they were recorded.
  return known as unknown as Known;
}

@Injectable()
export class KnownRecord {
  constructor(private readonly cache: ProjectionCache) {}

  /** Throws `Refused` (`unknown-negotiation`) where it was never opened. */
  async counted(negotiation: NegotiationId): Promise<CountedReports> {
    return (await this.cache.read(negotiation)).counted;
  }

  async of(negotiation: NegotiationId | null): Promise<Known> {
    return negotiation === null ? NOTHING_KNOWN : knownOf(await this.counted(negotiation));
  }
}
