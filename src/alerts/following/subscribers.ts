/** Who is subscribed, in memory: whom to tell of what, and who may still have it. */
import { Injectable } from '@nestjs/common';
import type { NegotiationId } from '../../../events/ids.js';
import type { ChangesWanted, TalksWanted } from '../../../projections/alerts/wanted.js';
import { AccessService } from '../../access/access.service.js';
import { hasRole } from '../../access/roles.js';
import { stateOf } from '../../access/tokens.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import type { Followed, Owner } from '../kept/subscription.js';

/** The role that a channel takes: what leaves the house by a webhook goes wherever its address leads. */
export const ROLE_OF_CHANNEL = { webhook: 'editor', mail: 'reader' } as const;

export interface Subscriber extends Omit<Followed, 'since'> {
  readonly since: bigint;
}

@Injectable()
export class Subscribers {
  #all: readonly Subscriber[] = [];
  /** Those who name their talks, by these. */
  #byTalks: ReadonlyMap<NegotiationId, readonly Subscriber[]> = new Map();
  #ofAny: readonly Subscriber[] = [];

  constructor(
    private readonly access: AccessService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Takes those that are kept: of them, those who may have it. @returns their ids, confirmed or not */
  take(kept: readonly Followed[]): string[] {
    const may = kept.filter((one) => this.mayHave(one.owner, one.channel));
    // What is the same for many is one object, so that it is looked at once.
    const talks = new Map<string, TalksWanted>();
    const changes = new Map<string, ChangesWanted>();
    this.#all = may
      .filter(({ isConfirmed }) => isConfirmed)
      .map((one) => ({
        ...one,
        since: BigInt(one.since),
        talks: oneOf(talks, one.talks),
        changes: oneOf(changes, one.changes),
      }));
    const byTalks = new Map<NegotiationId, Subscriber[]>();
    for (const one of this.#all)
      for (const id of one.talks.negotiations ?? []) byTalks.set(id, [...(byTalks.get(id) ?? []), one]);
    this.#byTalks = byTalks;
    this.#ofAny = this.#all.filter(({ talks: { negotiations } }) => negotiations === undefined);
    return may.map(({ id }) => id);
  }

  /** Whether whoever asked may have it at present, on this server. */
  mayHave(owner: Owner, channel: Followed['channel']): boolean {
    switch (owner.kind) {
      case 'operator':
        return true;
      case 'open':
        return this.access.isOpen;
      case 'token': {
        const token = this.access.token(owner.token);
        const isActive = token !== undefined && stateOf(token, this.clock.now()) === 'active';
        return isActive && hasRole(token.roles, ROLE_OF_CHANNEL[channel]);
      }
    }
  }

  /** Whether this server is configured to send by the channel. */
  sends(channel: Followed['channel']): boolean {
    return channel === 'webhook' ? this.config.alerts.webhooks : this.config.alerts.mail !== undefined;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** Those who may want the negotiation, by its id alone. */
  of(negotiation: NegotiationId): readonly Subscriber[] {
    return [...(this.#byTalks.get(negotiation) ?? []), ...this.#ofAny];
  }

  /** Whether anybody may want it. */
  hasAny(negotiation: NegotiationId): boolean {
    return this.#ofAny.length > 0 || this.#byTalks.has(negotiation);
  }

  /** Of the negotiations, those that somebody may want. */
  wanted(ids: readonly NegotiationId[]): readonly NegotiationId[] {
    return this.#ofAny.length > 0 ? ids : ids.filter((id) => this.#byTalks.has(id));
  }
}

function oneOf<T extends object>(known: Map<string, T>, value: T): T {
  const key = JSON.stringify(value);
  const there = known.get(key);
  if (there) return there;
  known.set(key, value);
  return value;
}
