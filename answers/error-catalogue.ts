/** Every error that Parley answers with. A code is part of the interface: it is never renamed, nor given another status. */

export interface ErrorKind {
  readonly status: number;
  readonly title: string;
}

export const CATALOGUE = {
  // What was sent cannot be read, or does not fit.
  'bad-request': { status: 400, title: 'The request cannot be read' },
  'invalid-json': { status: 400, title: 'Not JSON that Parley reads' },
  'invalid-parameter': { status: 400, title: 'A parameter cannot be used' },
  'invalid-request': { status: 422, title: 'Some fields cannot be taken' },
  'bad-checkpoint': { status: 422, title: 'Not a checkpoint to compare with' },
  'too-costly': { status: 422, title: 'It takes too long to work out' },
  'unknown-party': { status: 422, title: 'A party that is not in the registry' },
  'unknown-entry': { status: 422, title: 'An entry that is not in the record' },
  'unreadable-file': { status: 422, title: 'Not a file that can be read here' },
  'not-fetched': { status: 422, title: 'Not to be had from that address' },

  // Who asks.
  unauthenticated: { status: 401, title: 'A token is needed' },
  'bad-token': { status: 401, title: 'Not a token that is good here' },
  forbidden: { status: 403, title: 'Not allowed' },
  'sign-in-refused': { status: 403, title: 'You are not signed in' },
  'too-many-requests': { status: 429, title: 'Too many requests' },

  // What was asked for is not there.
  'not-found': { status: 404, title: 'Nothing is here' },
  'unknown-negotiation': { status: 404, title: 'No such negotiation' },
  'unknown-report': { status: 404, title: 'No such report' },
  'unknown-story': { status: 404, title: 'No such story' },
  'unknown-publication': { status: 404, title: 'No such published card' },
  'unknown-source': { status: 404, title: 'No such source' },
  'unknown-article': { status: 404, title: 'No such article' },
  'unknown-candidate': { status: 404, title: 'No such candidate' },
  'unknown-feed': { status: 404, title: 'No such feed' },
  'unknown-alert': { status: 404, title: 'No such alert' },
  'unknown-mapping': { status: 404, title: 'No such mapping' },
  'unknown-token': { status: 404, title: 'No such token' },
  'no-such-tree': { status: 404, title: 'The log has not come so far' },
  'no-such-party': { status: 404, title: 'No such party' },
  'not-yet-opened': { status: 404, title: 'The negotiation was not open yet' },
  'revision-not-reached': { status: 404, title: 'No such revision yet' },

  // It contradicts what is recorded.
  'id-taken': { status: 409, title: 'The id is taken' },
  'already-open': { status: 409, title: 'The negotiation is open already' },
  'not-erasable': { status: 409, title: 'It cannot be erased' },
  'log-differs': { status: 409, title: 'Not the same log' },
  'decided-already': { status: 409, title: 'Somebody has decided on it already' },
  'no-endpoint': { status: 409, title: 'No endpoint is configured' },
  'no-such-channel': { status: 409, title: 'The server does not send that way' },
  'too-many-alerts': { status: 409, title: 'Too many alerts' },
  'too-many-drafts': { status: 409, title: 'Too many drafts wait' },
  'no-log-key': { status: 409, title: 'The log has no key to sign with' },
  'no-timestamp-authority': { status: 409, title: 'No authority for timestamps is configured' },
  'no-talks-yet': { status: 409, title: 'The article is about no talks yet' },
  'precondition-failed': { status: 412, title: 'The record has moved on' },

  // The way it was sent.
  'method-not-allowed': { status: 405, title: 'No such method here' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'payload-too-large': { status: 413, title: 'Too large' },
  'uri-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'Not a media type that is taken here' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },

  // What is nobody's fault who asks.
  internal: { status: 500, title: 'Parley has failed' },
  'not-supported': { status: 501, title: 'The store in use cannot do this' },
  'catching-up': { status: 503, title: 'The log is still being read' },
  'store-busy': { status: 503, title: 'The store is busy' },
  'store-unreachable': { status: 503, title: 'The store does not answer' },
  'store-failed': { status: 503, title: 'The store has failed' },
  'provider-unreachable': { status: 503, title: 'Nobody can be signed in that way now' },
  'clock-wrong': { status: 503, title: 'The clock of the server cannot be right' },
  'log-forked': { status: 503, title: 'The log does not go on from what was signed' },
  'not-timestamped': { status: 503, title: 'The authority gave no timestamp' },
  'alerts-failed': { status: 503, title: 'Alerts cannot be kept at present' },
  'store-full': { status: 507, title: 'The store is full' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof CATALOGUE;
export const ERROR_CODES = Object.keys(CATALOGUE) as readonly ErrorCode[];
