/**
 * The types of the events of negotiations, and the field of each that holds its own id. Without the schemas: a browser
 * verifies the chain by this, and loads no schema library for it.
 */
import type { JsonObject } from './envelope.js';
import type { EntryId } from './ids.js';
import { KINDS, type Kind } from './vocabulary.js';

type EventTypeOf<K extends string> = K extends `${infer A}-${infer B}`
  ? `${Capitalize<A>}${Capitalize<B>}Reported`
  : `${Capitalize<K>}Reported`;
type ReportEventType = EventTypeOf<Kind>;

const nameOf = (kind: Kind): ReportEventType =>
  `${kind
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Reported` as ReportEventType;

const typeByKind: ReadonlyMap<string, ReportEventType> = new Map(KINDS.map((kind) => [kind, nameOf(kind)]));
const kindByType: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [nameOf(kind), kind]));

/** The event type of a kind: `denial` → `DenialReported`, `no-comment` → `NoCommentReported`. */
export const reportEventType = (kind: Kind): ReportEventType => typeByKind.get(kind) ?? nameOf(kind);

/** `DenialReported` → `denial`; undefined where the type is no report's. */
export const kindOfType = (type: string): Kind | undefined => kindByType.get(type);

const CHANGE_TYPES = [
  'ReportRetracted',
  'ReportReinstated',
  'ReportCorrected',
  'EntryVoided',
  'EntryAmended',
  'EntryErased',
  'SubjectMerged',
  'SourceAliased',
  'SourceRegraded',
] as const;
export type ChangeEventType = (typeof CHANGE_TYPES)[number];

const REGISTRY_TYPES = [
  'NegotiationOpened',
  'NegotiationRevised',
  'NegotiationArchived',
  'SubjectRetitled',
  'PartyAdded',
  'PartyRevised',
] as const;
export type RegistryEventType = (typeof REGISTRY_TYPES)[number];

/** Whether events of this type say who takes part, and what things are called. */
export const isRegistryEventType = (type: string): boolean => (REGISTRY_TYPES as readonly string[]).includes(type);

/** The event types of a negotiation's stream and of the stream `sources`. */
export const EVENT_TYPES: readonly string[] = [...kindByType.keys(), ...CHANGE_TYPES, ...REGISTRY_TYPES];

/** The field of the data that holds an event's own id. An opening is known by its negotiation, an added party by its slug. */
export function ownIdField(type: string): 'reportId' | 'changeId' | 'negotiation' | 'party' {
  if (kindOfType(type)) return 'reportId';
  if (type === 'NegotiationOpened') return 'negotiation';
  return type === 'PartyAdded' ? 'party' : 'changeId';
}

/** The event's own id; undefined where its data holds none. */
export function ownIdOf(type: string, data: JsonObject): EntryId | undefined {
  const id = data[ownIdField(type)];
  return typeof id === 'string' ? (id as EntryId) : undefined;
}
