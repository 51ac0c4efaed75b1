/** The projection of the stream `publications`: the published cards by their ids. */
import type { RecordedEvent } from '../../events/envelope.js';
import type { Unreadable } from '../../events/event.js';
import type { NegotiationId } from '../../events/ids.js';
import {
  publicationSchemas,
  type PublicationEventType,
  type PublicationFact,
  type PublicationId,
  type PublishedMoment,
} from '../../events/publications.js';
import { upcast } from '../../events/upcast.js';
import { lensSchema, type Lens } from '../../projections/record/lens.js';

/** A published card, as the stream records it. Instants are RFC 3339. */
export interface Publication {
  readonly id: PublicationId;
  readonly negotiation: NegotiationId;
  readonly moment: PublishedMoment;
  readonly lens: Lens;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly revoked?: { readonly at: string; readonly by: string; readonly reason: string | null };
  /** An event after it cannot be read, and may have been its revocation: it is not shown. */
  readonly doubtful?: true;
}

/** Whether anybody may see it. */
export const isShown = ({ revoked, doubtful }: Publication): boolean => revoked === undefined && doubtful === undefined;

function factOf({ type, data, damaged, schemaVersion }: RecordedEvent): PublicationFact | Unreadable {
  if (damaged !== undefined) return { unreadable: damaged };
  if (!Object.hasOwn(publicationSchemas, type)) return { unreadable: `unknown event type ${type}` };
  const today = upcast(type, data, schemaVersion);
  if (!today) return { unreadable: `schema version ${schemaVersion} is newer than this program` };
  const read = publicationSchemas[type as PublicationEventType].safeParse(today);
  if (!read.success) return { unreadable: read.error.issues.map(({ message }) => message).join('; ') };
  return { type, data: read.data } as PublicationFact;
}

/** The state of the stream up to `revision`. */
export class Publications {
  readonly #byId = new Map<PublicationId, Publication>();
  /** The revision of the last event applied; -1: none. */
  revision = -1;

  /** In the order in which they were published. */
  all(): Publication[] {
    return [...this.#byId.values()];
  }

  byId(id: PublicationId): Publication | undefined {
    return this.#byId.get(id);
  }

  /** Applies the next event of the stream; ignores one that was applied. @returns where it cannot be read: what follows, and why */
  apply(event: RecordedEvent): string | undefined {
    if (event.revision <= this.revision) return undefined;
    this.revision = event.revision;
    const fact = factOf(event);
    if ('unreadable' in fact) return this.#doubt(fact.unreadable);
    return this.#applyFact(fact, event);
  }

  #applyFact(fact: PublicationFact, { recordedAt, recorder }: RecordedEvent): string | undefined {
    switch (fact.type) {
      case 'CardPublished': {
        const { publication: id, lens: given, ...data } = fact.data;
        const lens = lensSchema.safeParse(given);
        if (!lens.success) return `its card is not shown: ${lens.error.issues[0]?.message}`;
        this.#byId.set(id, { id, ...data, lens: lens.data, publishedAt: recordedAt, publishedBy: recorder });
        return undefined;
      }
      case 'CardRevoked':
        this.#change(fact.data.publication, {
          revoked: { at: recordedAt, by: recorder, reason: fact.data.reason ?? null },
        });
        return undefined;
    }
  }

  #change(id: PublicationId, change: Partial<Publication>): void {
    const known = this.#byId.get(id);
    if (known) this.#byId.set(id, { ...known, ...change });
  }

  // The event may have revoked any of them. What is still wanted can be published anew.
  #doubt(why: string): string {
    for (const id of this.#byId.keys()) this.#change(id, { doubtful: true });
    return `no card published before it is shown: ${why}`;
  }
}
