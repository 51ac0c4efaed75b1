/** Events of the log as typed facts, and how stored data is read as one. An event that cannot be read is a value. */
import type { z } from 'zod';
import { changeSchemas } from './change.js';
import type { JsonObject, RecordedEvent } from './envelope.js';
import {
  kindOfType,
  ownIdField,
  ownIdOf,
  reportEventType,
  type ChangeEventType,
  type RegistryEventType,
} from './event-types.js';
import { isChecked } from './checked-data.js';
import { areMarks, withoutOwnMarks } from './erasure/marks.js';
import { isErasedText } from './erasure/erased.js';
import { copyWith, shapeOf } from './erasure/shape.js';
import { mapTexts, textPathsOf } from './erasure/text-paths.js';
import { fastCheckOf, type SchemaCheck } from './schema-fast-path.js';
import type { EntryId } from './ids.js';
import { registrySchemas, type RegistryData } from './registry.js';
import { reportSchemas, type Report } from './report.js';
import { upcast } from './upcast.js';

type ReportFact = { readonly type: 'Report'; readonly report: Report };
type ChangeFact = {
  [T in ChangeEventType]: { readonly type: T; readonly data: Readonly<z.infer<(typeof changeSchemas)[T]>> };
}[ChangeEventType];
type RegistryFact = {
  [T in RegistryEventType]: { readonly type: T; readonly data: Readonly<RegistryData<T>> };
}[RegistryEventType];
/** What an event says: its type, and data that has passed the type's schema. */
export type Fact = ReportFact | ChangeFact | RegistryFact;

/** A fact, with its place in the log. */
export interface Logged {
  /** The event's own id: its reportId or changeId, or the slug of the party or negotiation. */
  readonly id: EntryId;
  readonly fact: Fact;
  readonly revision: number;
  readonly position: bigint;
  /** Milliseconds since the epoch. */
  readonly recordedAt: number;
  /** Who recorded it. */
  readonly recorder: string;
}

/** An event that this program cannot read. */
export interface Unreadable {
  /** Why, in words. */
  readonly unreadable: string;
}

/** The type of the event that holds a fact. */
export const typeOfFact = (fact: Fact): string =>
  fact.type === 'Report' ? reportEventType(fact.report.kind) : fact.type;

/** The schema of an event type's data, or undefined for a type that this version does not know. */
export function schemaOf(type: string): z.ZodType | undefined {
  const kind = kindOfType(type);
  if (kind) return reportSchemas[kind];
  if (Object.hasOwn(changeSchemas, type)) return changeSchemas[type as ChangeEventType];
  if (Object.hasOwn(registrySchemas, type)) return registrySchemas[type as RegistryEventType];
  return undefined;
}

const checkByType = new Map<string, SchemaCheck>();

/** Whether the data is valid as it is, so that zod need not parse it. False where that is not known. */
export function passesFastCheck(type: string, schema: z.ZodType, data: unknown): boolean {
  let known = checkByType.get(type);
  if (!known) checkByType.set(type, (known = fastCheckOf(schema)));
  return known(data);
}

/** What every text may be, be it prose, a name or an address. */
const ANY_TEXT = 'https://erased.invalid/';

/** What tells of an erasure may be longer than the text that it stands for might be. */
const withShortTexts = (type: string, data: JsonObject): JsonObject =>
  mapTexts(data, textPathsOf(type), (text) => (isErasedText(text) ? ANY_TEXT : text));

/** The data of an event as a fact, or why it is not valid. Corrections are applied by reading the merged data again. */
export function factOf(type: string, data: JsonObject): Fact | Unreadable {
  const schema = schemaOf(type);
  if (!schema) return { unreadable: `unknown event type ${type}` };
  const isReport = kindOfType(type) !== undefined;
  const { marks } = data;
  if (isReport && marks !== undefined && !areMarks(marks)) return { unreadable: '/marks are not as Parley makes them' };
  const bare = (from: JsonObject): JsonObject => (isReport ? withoutOwnMarks(from) : from);
  if (isChecked(data) || passesFastCheck(type, schema, bare(shapeOf(data) ?? data))) return factWith(type, data);
  const parsed = schema.safeParse(bare(data));
  if (parsed.success)
    return factWith(type, isReport && marks ? { ...(parsed.data as object), marks } : (parsed.data as object));
  if (schema.safeParse(withShortTexts(type, bare(data))).success) return factWith(type, data);
  return { unreadable: parsed.error.issues.map((i) => `/${i.path.join('/')} ${i.message}`).join('; ') };
}

function factWith(type: string, data: object): Fact {
  const kind = kindOfType(type);
  if (!kind) return { type, data } as Fact;
  return { type: 'Report', report: copyWith(data as JsonObject, 'kind', kind) } as unknown as Fact;
}

/** Reads a stored event: upcasts its data and checks it. */
export function readEvent(event: RecordedEvent): Logged | Unreadable {
  const data = upcast(event.type, event.data, event.schemaVersion);
  if (!data) return { unreadable: `schema version ${event.schemaVersion} is newer than this program` };
  const id = ownIdOf(event.type, data);
  const fact = factOf(event.type, data);
  if ('unreadable' in fact) return fact;
  if (!id) return { unreadable: `no ${ownIdField(event.type)}` };
  return {
    id,
    fact,
    revision: event.revision,
    position: event.position,
    recordedAt: Date.parse(event.recordedAt),
    recorder: event.recorder,
  };
}
