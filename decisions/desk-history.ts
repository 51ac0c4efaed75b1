/** What our desk has said of a negotiation beside its reports: the registry, merges and aliases, as they now hold. */
import type { Logged } from '../events/event.js';
import type { EntryId } from '../events/ids.js';
import { effectiveEntries, type Entry } from '../projections/record/entries.js';
import { Merges } from '../projections/record/merges.js';
import { registryOf, type Registry } from '../projections/record/registry.js';
import type { LookupMap } from './overlay-map.js';

/**
 * A linked list of these events, the newest last: two states may share its older part. To add one costs the same
 * however many there are; what they say together is worked out when a decision asks for it.
 */
export class DeskHistory {
  #entries: readonly Entry[] | undefined;

  constructor(
    readonly last: Logged,
    readonly before: DeskHistory | undefined,
  ) {}

  /** Those that are not voided, with amendments merged in, in the order of recording. */
  get entries(): readonly Entry[] {
    return (this.#entries ??= effectiveEntries(this.#events()).filter(({ voidedBy }) => voidedBy === undefined));
  }

  get merges(): Merges {
    return Merges.of(this.entries);
  }

  /** Every party under its own name, also those that are read as another. */
  get registry(): Registry | null {
    return registryOf(this.entries);
  }

  #events(): Logged[] {
    const events = [this.last];
    for (let { before } = this; before; before = before.before) events.push(before.last);
    return events.toReversed();
  }
}

/** Whether an event belongs to this history: it is such an act itself, or voids or amends one. */
export function isDeskAct({ fact }: Pick<Logged, 'fact'>, known: Pick<LookupMap<EntryId, true>, 'has'>): boolean {
  switch (fact.type) {
    case 'NegotiationOpened':
    case 'NegotiationRevised':
    case 'NegotiationArchived':
    case 'SubjectRetitled':
    case 'PartyAdded':
    case 'PartyRevised':
    case 'SubjectMerged':
    case 'SourceAliased':
      return true;
    case 'EntryVoided':
    case 'EntryAmended':
      return known.has(fact.data.entry);
    case 'Report':
    case 'ReportRetracted':
    case 'ReportReinstated':
    case 'ReportCorrected':
    case 'SourceRegraded':
    case 'EntryErased':
      return false;
  }
}
