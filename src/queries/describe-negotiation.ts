/** What a negotiation is: its parties, issues, tables and thresholds. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DescriptionAnswer, PartyAnswer } from '../../answers/description.js';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { titledIssuesOf } from '../../projections/positions/issue-titles.js';
import { NOW_LENS } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Party } from '../../projections/record/registry.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

const partyOf = ({ party, name, names, aliases, people, roles }: Party): PartyAnswer => ({
  party,
  name,
  names: { ...names },
  aliases: [...aliases],
  people: people.map((person) => ({ ...person })),
  role: roles.at(-1)?.role ?? null,
  roles: roles.map(({ role, since }) => ({ role, since: since ?? null })),
});

function descriptionOf({ counted }: LensProjections): DescriptionAnswer {
  const { registry, selection } = counted;
  const { quietAfterDays, staleAfterDays } = registry;
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    summary: registry.summary ?? null,
    parties: [...registry.parties.values()].map(partyOf),
    issues: titledIssuesOf(counted).map((issue) => ({ ...issue })),
    tables: registry.tables.map((table) => [...table]),
    freshness: { quietAfterDays, staleAfterDays },
    archived: registry.archived ?? null,
    openedAt: isoOf(selection.entries.find(({ fact }) => fact.type === 'NegotiationOpened')?.logged.recordedAt ?? 0),
    revision: selection.revision,
    position: String(selection.position),
  };
}

export class DescribeNegotiation extends Query<SerializedResponse> {
  constructor(readonly negotiation: NegotiationId) {
    super();
  }
}

@QueryHandler(DescribeNegotiation)
export class DescribeNegotiationHandler implements IQueryHandler<DescribeNegotiation> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation }: DescribeNegotiation): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    return SerializedResponse.of(descriptionOf(this.cache.under(loaded, NOW_LENS)));
  }
}
