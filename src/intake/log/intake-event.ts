/** Events of intake as the store takes them. */
import type { JsonObject, NewEvent } from '../../../events/envelope.js';
import { eventId } from '../../../events/identity.js';
import type { IntakeFact } from '../../../events/intake/intake.js';
import { SCHEMA_VERSION } from '../../../events/upcast.js';
import { newCorrelation } from '../../commands/new-event.js';

/**
 * What each event is in its stream. The decisions about a candidate share one space of ids, numbered: of two people who
 * decide at once only one is recorded, whatever each of them decides.
 * @param number which decision about the candidate, or move of the article, this is
 */
function ownIdOf(fact: IntakeFact, number: number): readonly [type: string, id: string] {
  switch (fact.type) {
    case 'ArticleReceived':
    case 'ArticleTextDropped':
      return [fact.type, fact.data.article];
    case 'CandidatesProposed':
      return [fact.type, `${fact.data.article}.${fact.data.round}`];
    case 'CandidateAccepted':
    case 'CandidateRejected':
    case 'DecisionUndone':
      return ['decision', `${fact.data.article}.${fact.data.candidate}.${number}`];
    case 'ArticleErased':
    case 'ArticleMoved':
      return [fact.type, `${fact.data.article}.${number}`];
    case 'FeedAdded':
    case 'FeedRemoved':
      return [fact.type, fact.data.feed];
  }
}

/** @param number as in `ownIdOf` */
export const intakeEventId = (stream: string, fact: IntakeFact, number = 0): string =>
  eventId(stream, ...ownIdOf(fact, number));

export function intakeEvent(stream: string, fact: IntakeFact, recorder: string, number = 0): NewEvent {
  const correlationId = newCorrelation();
  return {
    id: intakeEventId(stream, fact, number),
    type: fact.type,
    // A field that is undefined is none.
    data: JSON.parse(JSON.stringify(fact.data)) as JsonObject,
    recorder,
    schemaVersion: SCHEMA_VERSION,
    correlationId,
    causationId: correlationId,
  };
}
