/**
 * A negotiation as a bundle of STIX 2.1: publishers and parties as identities, reports as reports about the parties, and
 * what confirms or denies another report as an opinion on it.
 */
import type { JsonObject, JsonValue } from '../../../events/envelope.js';
import { latestInstant, spanOf } from '../../../events/dates.js';
import { kindOfType } from '../../../events/event-types.js';
import type { StoredEvent } from '../../../events/chain/stored-event.js';
import { contentOf } from '../event-line.js';
import { isLink, objectIn, textOf, textsOf, uriOf, uuidOf } from './names.js';

/** STIX 2.1, Appendix A: the scale of credibility of the Admiralty code. 6 cannot be judged. */
const CONFIDENCE: Readonly<Record<number, number>> = { 1: 90, 2: 70, 3: 50, 4: 30, 5: 10 };
const OPINIONS: Readonly<Record<string, string>> = { confirmation: 'agree', denial: 'disagree' };

/** To the millisecond, as STIX wants it. */
const instant = (time: number): string => new Date(time).toISOString();

function publishedAt({ recordedAt }: StoredEvent, { reportedAt }: JsonObject): string {
  const date = textOf(reportedAt);
  return date !== undefined && spanOf(date) ? instant(latestInstant(date)) : recordedAt;
}

const identity = (uuid: string, name: string, identityClass: string, createdAt: string): JsonObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: `identity--${uuid}`,
  created: createdAt,
  modified: createdAt,
  name,
  identity_class: identityClass,
});

const NAMED_PARTIES = ['party', 'jointly', 'to', 'with', 'between'] as const;

/** What a reference is called: `cve` and `capec` have meanings of their own in STIX. */
const referenceName = (publisher: string): string =>
  /^(?:cve|capec)$/.test(publisher) ? `publisher ${publisher}` : publisher;

class StixBundle {
  /** Identities that have been told. */
  readonly #told = new Set<string>();
  readonly #names = new Map<string, string>();
  /** The objects of reports by their ids. */
  readonly #reports = new Map<string, string>();

  /** @param revoked reports that were retracted or voided, each with when that was recorded */
  constructor(
    private readonly negotiation: string,
    private readonly revoked: ReadonlyMap<string, string>,
  ) {}

  *objectsOf(event: StoredEvent): Generator<JsonObject> {
    const data = contentOf(event).data ?? {};
    this.#learnNames(event.type, data);
    const kind = kindOfType(event.type);
    if (kind === undefined) return;
    yield* this.#reportOf(event, kind, data);
  }

  #learnNames(type: string, data: JsonObject): void {
    const parties = type === 'NegotiationOpened' ? data['parties'] : type === 'PartyAdded' ? [data] : [];
    for (const one of Array.isArray(parties) ? parties : []) {
      const { party, name } = objectIn(one as JsonValue);
      if (typeof party === 'string' && typeof name === 'string') this.#names.set(party, name.toWellFormed());
    }
  }

  *#identity(uuid: string, name: string, identityClass: string, createdAt: string): Generator<JsonObject, string> {
    const made = identity(uuid, name, identityClass, createdAt);
    if (!this.#told.has(uuid)) yield made;
    this.#told.add(uuid);
    return `identity--${uuid}`;
  }

  *#partiesOf(data: JsonObject, createdAt: string): Generator<JsonObject, readonly string[]> {
    const named = new Set(
      NAMED_PARTIES.flatMap((field) => (field === 'party' ? (textOf(data[field]) ?? []) : textsOf(data[field]))),
    );
    const refs: string[] = [];
    for (const party of named) {
      const uuid = uuidOf('party', this.negotiation, party);
      refs.push(yield* this.#identity(uuid, this.#names.get(party) ?? party, 'group', createdAt));
    }
    return refs;
  }

  *#reportOf(event: StoredEvent, kind: string, data: JsonObject): Generator<JsonObject> {
    const { recordedAt, id: uuid } = event;
    const source = objectIn(data['source']);
    const publisher = textOf(source['publisher']) ?? 'unknown';
    const author = yield* this.#identity(uuidOf('source', publisher), publisher, 'organization', recordedAt);
    const parties = yield* this.#partiesOf(data, recordedAt);
    const own = textOf(data['reportId']) ?? uuid;
    const revokedAt = this.revoked.get(own);
    const url = source['url'];
    const confidence = CONFIDENCE[Number(data['credibility'])];
    const common = {
      spec_version: '2.1',
      created_by_ref: author,
      created: recordedAt,
      modified: revokedAt ?? recordedAt,
      ...(revokedAt === undefined ? {} : { revoked: true }),
      labels: [kind, ...textsOf(data['tags'])],
      ...(confidence === undefined ? {} : { confidence }),
      ...(textOf(data['lang']) === undefined ? {} : { lang: data['lang'] as string }),
    };
    const summary = textOf(data['summary']) ?? kind;
    const reference = {
      source_name: referenceName(publisher),
      description: textOf(source['title']) ?? summary,
      ...(isLink(url) ? { url: uriOf(url) } : {}),
    };
    this.#reports.set(own, `report--${uuid}`);
    yield {
      type: 'report',
      id: `report--${uuid}`,
      ...common,
      name: summary,
      description: textOf(data['quote']) ?? summary,
      published: publishedAt(event, data),
      object_refs: parties.length > 0 ? parties : [author],
      external_references: [reference],
    };
    const on = this.#reports.get(textOf(data['report']) ?? '');
    const opinion = OPINIONS[kind];
    if (on === undefined || opinion === undefined) return;
    const authors = textOf(data['party']) ?? publisher;
    yield {
      type: 'opinion',
      id: `opinion--${uuid}`,
      ...common,
      opinion,
      explanation: summary,
      authors: [this.#names.get(authors) ?? authors],
      object_refs: [on],
    };
  }
}

/** Reports that do not count any more, as the last change of each says; a voiding of a voiding restores. */
async function revokedIn(events: AsyncIterable<StoredEvent>): Promise<ReadonlyMap<string, string>> {
  const revoked = new Map<string, string>();
  const targets = new Map<string, string>();
  for await (const event of events) {
    const data = contentOf(event).data ?? {};
    const target = textOf(data['reportId']) ?? textOf(data['entry']);
    if (target === undefined || kindOfType(event.type)) continue;
    const change = textOf(data['changeId']);
    if (event.type === 'ReportRetracted' || event.type === 'EntryVoided') {
      const restored = targets.get(target);
      if (restored === undefined) revoked.set(target, event.recordedAt);
      else revoked.delete(restored);
      if (change !== undefined && restored === undefined) targets.set(change, target);
    } else if (event.type === 'ReportReinstated') revoked.delete(target);
  }
  return revoked;
}

/** Pieces of one JSON document. The events are read twice. */
export async function* stixOf(negotiation: string, read: () => AsyncIterable<StoredEvent>): AsyncGenerator<string> {
  const bundle = new StixBundle(negotiation, await revokedIn(read()));
  yield `{"type":"bundle","id":"bundle--${uuidOf('negotiation', negotiation)}"`;
  let isFirst = true;
  for await (const event of read())
    for (const object of bundle.objectsOf(event)) {
      yield `${isFirst ? ',"objects":[' : ','}\n${JSON.stringify(object)}`;
      isFirst = false;
    }
  // A bundle without objects has no list of them.
  yield isFirst ? '}\n' : '\n]}\n';
}
