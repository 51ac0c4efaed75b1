/** Events of the stream `access`, as they are appended. */
import { ACCESS_STREAM, type AccessEventType, type AccessFact, type TokenRole } from '../../events/access.js';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import { newCorrelation } from '../commands/new-event.js';
import { hashSecret, tokenIdOfSecret } from './token-secret.js';

/** @param ownId what makes the event unique among those of its type: recorded twice, it is the same event */
export function accessEvent(type: AccessEventType, ownId: string, data: JsonObject, recorder: string): NewEvent {
  const correlationId = newCorrelation();
  const id = eventId(ACCESS_STREAM, type, ownId);
  return { id, type, data, recorder, schemaVersion: SCHEMA_VERSION, correlationId, causationId: correlationId };
}

/** A token that is about to be issued. `expiresAt` is an instant (RFC 3339); null: it never expires. */
export interface NewToken {
  readonly subject: string;
  readonly roles: readonly TokenRole[];
  readonly expiresAt: string | null;
}

/** The fact that a token was issued. It holds the hash of the secret, not the secret. */
export const tokenIssued = ({ roles, ...given }: NewToken, secret: string): AccessFact => ({
  type: 'TokenIssued',
  data: { token: tokenIdOfSecret(secret), ...given, roles: [...roles], hash: hashSecret(secret) },
});

/** What makes the event of a fact unique among those of its type. */
export function ownIdOf(fact: AccessFact): string {
  switch (fact.type) {
    case 'TokenIssued':
    case 'TokenRevoked':
      return fact.data.token;
    case 'PersonAdmitted':
      return `${fact.data.token}/${fact.data.at}`;
    case 'TokenUsed':
      return `${fact.data.token}/${fact.data.day}`;
    case 'RecorderErased':
      return `${fact.data.token}/${fact.data.at}`;
    case 'SessionBegun':
    case 'SessionEnded':
      return fact.data.session;
    case 'SessionUsed':
      return `${fact.data.session}/${fact.data.at}`;
  }
}
