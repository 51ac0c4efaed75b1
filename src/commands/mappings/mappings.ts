/** The saved mappings of coded files. They are read anew each time: an import is rare, and another process may have saved one. */
import { Injectable } from '@nestjs/common';
import type { JsonObject, RecordedEvent } from '../../../events/envelope.js';
import { eventId } from '../../../events/identity.js';
import {
  mappingSchemas,
  MAPPINGS_STREAM,
  type CodedFormat,
  type Mapping,
  type MappingEventType,
  type MappingName,
} from '../../../events/coded/mapping.js';
import { canonicalJson } from '../../../events/canonical.js';
import { SCHEMA_VERSION, upcast } from '../../../events/upcast.js';
import type { MappingAnswer } from '../../../answers/coded/mappings.js';
import { problem, problemOfFields } from '../../../answers/problem.js';
import { storeFailureAsRefusal } from '../append-refusal.js';
import { newCorrelation } from '../new-event.js';
import { Refused } from '../../problems/refused.js';
import { EventStore } from '../../store/event-store.js';

/** A mapping, and when it was saved last. */
interface SavedMapping {
  readonly mapping: Mapping;
  readonly savedAt: string;
}

const noSuchMapping = (name: MappingName): Refused =>
  new Refused(problem('unknown-mapping', `no mapping ${name} is saved`));

export const mappingAnswerOf = ({ mapping, savedAt }: SavedMapping): MappingAnswer => ({
  mapping,
  savedAt,
});

@Injectable()
export class Mappings {
  constructor(private readonly store: EventStore) {}

  /** By name. What cannot be read is left out: it can be saved anew. */
  async all(): Promise<readonly SavedMapping[]> {
    const saved = new Map<string, SavedMapping>();
    for (const event of await storeFailureAsRefusal(this.store.readStream(MAPPINGS_STREAM))) apply(saved, event);
    return [...saved.values()].toSorted((a, b) => (a.mapping.name < b.mapping.name ? -1 : 1));
  }

  /** Throws `Refused` where there is none. */
  async byName(name: MappingName): Promise<SavedMapping> {
    const found = (await this.all()).find(({ mapping }) => mapping.name === name);
    if (!found) throw noSuchMapping(name);
    return found;
  }

  /** The mapping by which a file of this format is to be read. Throws `Refused` where it is none, or for another format. */
  async named(name: MappingName, format: CodedFormat): Promise<Mapping> {
    const found = (await this.all()).find(({ mapping }) => mapping.name === name);
    const wrong = (detail: string) =>
      new Refused(problemOfFields('invalid-parameter', [{ parameter: 'mapping', detail }]));
    if (!found) throw wrong(`no mapping ${name} is saved`);
    const { mapping } = found;
    if (mapping.format !== undefined && mapping.format !== format) throw wrong(`${name} is for ${mapping.format}`);
    if (format === 'csv' && !mapping.columns) throw wrong(`${name} names no columns`);
    return mapping;
  }

  /** @returns what is saved now. Saving the same again records nothing. */
  async save(mapping: Mapping, recorder: string): Promise<SavedMapping> {
    const before = (await this.all()).find((one) => one.mapping.name === mapping.name);
    if (before && canonicalJson(before.mapping as JsonObject) === canonicalJson(mapping as JsonObject)) return before;
    await this.#record('MappingSaved', { mapping: mapping as JsonObject }, recorder);
    return this.byName(mapping.name);
  }

  /** Throws `Refused` where there is none. */
  async remove(name: MappingName, recorder: string): Promise<SavedMapping> {
    const removed = await this.byName(name);
    await this.#record('MappingRemoved', { name }, recorder);
    return removed;
  }

  async #record(type: MappingEventType, data: JsonObject, recorder: string): Promise<void> {
    const correlationId = newCorrelation();
    const id = eventId(MAPPINGS_STREAM, type, correlationId);
    const event = {
      id,
      type,
      data,
      recorder,
      schemaVersion: SCHEMA_VERSION,
      correlationId,
      causationId: correlationId,
    };
    const { outcome } = await storeFailureAsRefusal(this.store.append(MAPPINGS_STREAM, [event], 'any'));
    if (outcome !== 'appended') throw new Error(`the mapping could not be recorded: ${outcome}`);
  }
}

function apply(saved: Map<string, SavedMapping>, event: RecordedEvent): void {
  const { type, damaged, schemaVersion, recordedAt: savedAt } = event;
  const data = damaged === undefined ? upcast(type, event.data, schemaVersion) : undefined;
  if (type === 'MappingSaved') {
    const read = mappingSchemas.MappingSaved.safeParse(data);
    if (read.success) saved.set(read.data.mapping.name, { mapping: read.data.mapping, savedAt });
  } else if (type === 'MappingRemoved') {
    const read = mappingSchemas.MappingRemoved.safeParse(data);
    if (read.success) saved.delete(read.data.name);
  }
}
