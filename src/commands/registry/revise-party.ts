/** Revising a party: another name, or another role from some date on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeId, type NegotiationId, type PartyId } from '../../../events/ids.js';
import type { LoadedNegotiation } from '../../projector/loaded-negotiation.js';
import { StreamLoader } from '../../projector/stream-loader.js';
import { nearest } from '../../../decisions/nearest.js';
import { problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { dataFrom } from '../body.js';
import { storeFailureAsRefusal } from '../append-refusal.js';
import { newChangeId } from '../new-event.js';
import type { PartyRevisedAnswer } from '../../../answers/receipts.js';
import type { Writing } from '../writing.js';
import { EventRecorder } from '../event-recorder.js';

export class ReviseParty extends Command<PartyRevisedAnswer> {
  /** @param body the data of `PartyRevised`, unchecked; it may leave out the negotiation and the party */
  constructor(
    readonly negotiation: NegotiationId,
    readonly party: PartyId,
    readonly body: unknown,
    readonly writing: Writing,
  ) {
    super();
  }
}

@CommandHandler(ReviseParty)
export class RevisePartyHandler implements ICommandHandler<ReviseParty> {
  constructor(
    private readonly eventRecorder: EventRecorder,
    private readonly loader: StreamLoader,
  ) {}

  async execute({ negotiation, party, body, writing }: ReviseParty): Promise<PartyRevisedAnswer> {
    insistOnParty(await storeFailureAsRefusal(this.loader.load(negotiation)), party);
    // Not derived from the content: a role may be given back that a party had before.
    const data = { changeId: newChangeId(), ...dataFrom(body, { negotiation, party }) };
    const { id, receipt } = await this.eventRecorder.record({ type: 'PartyRevised', data }, writing);
    return { party, changeId: changeId.parse(id), ...receipt };
  }
}

/** The party is named in the path: where the registry has no such party, the resource is not there. */
function insistOnParty({ id, isOpen, state }: LoadedNegotiation, party: PartyId): void {
  const parties = isOpen ? state.registry?.parties : undefined;
  if (!parties || parties.has(party)) return;
  const meant = nearest(parties.keys(), party);
  const error = {
    parameter: 'party',
    detail: 'is not in the registry',
    ...(meant === undefined ? {} : { nearest: meant }),
  };
  throw new Refused(problem('no-such-party', `${id} has no party ${party}`, [error]));
}
