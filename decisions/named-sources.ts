/** The publishers and origins that an event names. */
import type { JsonValue } from '../events/envelope.js';
import type { Fact } from '../events/event.js';

interface SourceFields {
  readonly publisher?: JsonValue;
  readonly origin?: JsonValue;
}

const textsIn = ({ publisher, origin }: SourceFields): string[] =>
  [publisher, origin].filter((name) => typeof name === 'string');

function inPatch(source: JsonValue | undefined): string[] {
  return typeof source === 'object' && source !== null && !Array.isArray(source) ? textsIn(source as SourceFields) : [];
}

// Called for every event of the log.
/** As they are written there. */
export function sourcesOf(fact: Fact): string[] {
  if (fact.type === 'Report') {
    const { publisher, origin } = fact.report.source;
    return origin === undefined ? [publisher] : [publisher, origin];
  }
  if (fact.type === 'ReportCorrected' || fact.type === 'EntryAmended') {
    const { source, name, of } = fact.data.changes;
    return [...inPatch(source), ...[name, of].filter((text) => typeof text === 'string')];
  }
  return fact.type === 'SourceAliased' ? [fact.data.name, fact.data.of] : [];
}
