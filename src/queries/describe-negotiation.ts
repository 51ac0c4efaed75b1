/** What a negotiation is under a lens: its parties, issues, titles, tables and thresholds. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DescriptionAnswer, PartyAnswer } from '../../answers/description.js';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { titledIssuesOf } from '../../projections/positions/issue-titles.js';
import { subjectTitlesOf } from '../../projections/wording/reader-names.js';
import type { Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Party } from '../../projections/record/registry.js';
import type { UnreadableAnswer } from '../../answers/status.js';
import type { SubjectSort } from '../../events/vocabulary.js';
import { MemoryImage } from '../projector/memory-image.js';
import type { SerializedResponse } from './serialized-response.js';
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

type Titles = DescriptionAnswer['titles'];

const titlesOf = (titles: ReadonlyMap<string, string>): Titles =>
  [...titles].map(([key, title]) => {
    const [what, slug = ''] = key.split(/:(.*)/s, 2);
    return { what: what as SubjectSort, slug, title };
  });

function descriptionOf({ counted }: LensProjections, passedOver: UnreadableAnswer): DescriptionAnswer {
  const { registry, selection } = counted;
  const { quietAfterDays, staleAfterDays } = registry;
  return {
    negotiation: registry.negotiation,
    title: registry.title,
    summary: registry.summary ?? null,
    parties: [...registry.parties.values()].map(partyOf),
    issues: titledIssuesOf(counted).map((issue) => ({ ...issue })),
    titles: titlesOf(subjectTitlesOf(counted)),
    tables: registry.tables.map((table) => [...table]),
    freshness: { quietAfterDays, staleAfterDays },
    archived: registry.archived ?? null,
    openedAt: isoOf(selection.entries.find(({ fact }) => fact.type === 'NegotiationOpened')?.logged.recordedAt ?? 0),
    lens: selection.lens,
    revision: selection.revision,
    position: String(selection.position),
    passedOver,
  };
}

export class DescribeNegotiation extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(DescribeNegotiation)
export class DescribeNegotiationHandler implements IQueryHandler<DescribeNegotiation> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly image: MemoryImage,
  ) {}

  async execute({ negotiation, lens }: DescribeNegotiation): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    return this.cache.prepare(projections, descriptionOf(projections, this.image.unreadableOf(negotiation, lens)));
  }
}
