/** What a negotiation is: its parties, issues, tables and thresholds. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { isoOf } from '../../events/dates.js';
import { issueId, negotiationId, partyId, type NegotiationId } from '../../events/ids.js';
import { ROLES } from '../../events/vocabulary.js';
import { NOW_LENS } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Party } from '../../projections/record/registry.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

const roleAnswer = z.strictObject({
  role: z.enum(ROLES),
  since: z.string().nullable().meta({ description: 'Null: it always held.' }),
});
const partyAnswer = z.strictObject({
  party: partyId,
  name: z.string(),
  names: z.record(z.string(), z.string()),
  role: z.enum(ROLES).nullable().meta({ description: 'The role that it was last given.' }),
  roles: z.array(roleAnswer).meta({ description: 'In order of time.' }),
});
export const descriptionAnswer = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  summary: z.string().nullable(),
  parties: z.array(partyAnswer),
  issues: z.array(z.strictObject({ issue: issueId, title: z.string() })),
  tables: z.array(z.array(partyId)),
  freshness: z.strictObject({ quietAfterDays: z.number(), staleAfterDays: z.number() }),
  archived: z.string().nullable().meta({ description: 'Why it was archived.' }),
  openedAt: z.string().meta({ description: 'When it was recorded that it is followed.' }),
  revision: z.int(),
  position: z.string(),
});
type DescriptionAnswer = z.infer<typeof descriptionAnswer>;

const partyOf = ({ party, name, names, roles }: Party): DescriptionAnswer['parties'][number] => ({
  party,
  name,
  names: { ...names },
  role: roles.at(-1)?.role ?? null,
  roles: roles.map(({ role, since }) => ({ role, since: since ?? null })),
});

function descriptionOf({ counted: { registry, selection } }: LensProjections): DescriptionAnswer {
  const { quietAfterDays, staleAfterDays } = registry;
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    summary: registry.summary ?? null,
    parties: [...registry.parties.values()].map(partyOf),
    issues: [...registry.issues],
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
