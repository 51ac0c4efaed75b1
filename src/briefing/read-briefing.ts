/** The card and the briefing of a negotiation, under any lens. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { BriefingAnswer, CardAnswer } from '../../answers/publishing/briefing.js';
import { streamOf } from '../../events/envelope.js';
import type { NegotiationId } from '../../events/ids.js';
import { noteText } from '../../events/log/signed-note.js';
import { briefing } from '../../projections/briefing/briefing.js';
import { cardOf } from '../../projections/briefing/card.js';
import { lensAtSince, usualSince } from '../../projections/briefing/since.js';
import type { Lens } from '../../projections/record/lens.js';
import { provenEvent } from '../log/prove-report.js';
import { TransparentLog } from '../log/transparent-log.js';
import { EventHashes } from '../queries/hashes.js';
import { atTurn, runYielding } from '../queries/pacing/run-yielding.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { headOf } from '../queries/status-answers.js';
import { EventStore } from '../store/event-store.js';

/** An answer, and whether it can never be another. */
export interface Pinned<A> {
  readonly answer: A;
  readonly pinned: boolean;
}

export class ReadCard extends Query<Pinned<CardAnswer>> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    /** Whether it is proven to be of the log. */
    readonly proves = false,
  ) {
    super();
  }
}

@QueryHandler(ReadCard)
export class ReadCardHandler implements IQueryHandler<ReadCard> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly hashes: EventHashes,
    private readonly store: EventStore,
    private readonly log: TransparentLog,
  ) {}

  async execute({ negotiation, lens, proves }: ReadCard): Promise<Pinned<CardAnswer>> {
    const projections = await this.cache.read(negotiation, lens);
    const head = headOf(projections);
    const hash = await this.hashes.of(negotiation, head.revision);
    await atTurn(() => projections.summary());
    await runYielding(projections.claims.steps());
    const card = await atTurn(() => cardOf(projections));
    const answer = { ...head, hash, ...card };
    if (!proves) return { answer, pinned: this.cache.arePinned(projections) };
    const proof = await this.#proofOf(negotiation, head.revision);
    // Another checkpoint leads to another proof.
    return { answer: { ...answer, ...(proof ? { proof } : {}) }, pinned: false };
  }

  async #proofOf(negotiation: NegotiationId, revision: number): Promise<CardAnswer['proof']> {
    const [event] = await this.store.readStream(streamOf(negotiation), { from: revision, limit: 1 });
    const signed = this.log.isSigned ? await this.log.checkpoint() : undefined;
    const proven = event && (await provenEvent(this.log, event, signed));
    return proven && { ...proven, checkpoint: signed ? noteText(signed.note) : null };
  }
}

/** The path of the page that shows the same for ever: with the revision in it. */
function frozenPath(
  { negotiation, lens, revision }: Pick<BriefingAnswer, 'negotiation' | 'lens' | 'revision'>,
  since: string,
): string {
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries({ ...lens, revision })) {
    if (value === undefined) continue;
    const values = field === 'table' ? [String(value)] : [value].flat();
    for (const one of values) query.append(field, String(one));
  }
  query.set('since', since);
  return `/negotiations/${encodeURIComponent(negotiation)}/briefing?${query.toString()}`;
}

export class ReadBriefing extends Query<Pinned<BriefingAnswer>> {
  /** @param since an EDTF date; where not given, a week before the newest report */
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly since?: string,
  ) {
    super();
  }
}

@QueryHandler(ReadBriefing)
export class ReadBriefingHandler implements IQueryHandler<ReadBriefing> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly hashes: EventHashes,
  ) {}

  async execute({ negotiation, lens, since: given }: ReadBriefing): Promise<Pinned<BriefingAnswer>> {
    const loaded = await this.cache.load(negotiation);
    const since = given ?? usualSince(await this.cache.under(loaded, lens));
    const [projections, before] = await this.cache.underBoth(loaded, lens, lensAtSince(lens, since));
    const head = headOf(projections);
    const pinned = this.cache.arePinned(projections);
    const hash = await this.hashes.of(negotiation, head.revision);
    const frozen = frozenPath(head, since);
    const told = await runYielding(briefing(projections, before, since));
    return { answer: { ...head, hash, ...told, frozen }, pinned };
  }
}
