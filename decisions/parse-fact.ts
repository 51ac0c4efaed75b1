/** From data to the fact that it states, or to what its schema finds wrong with it. */
import type { JsonObject } from '../events/envelope.js';
import { passesFastCheck, schemaOf, type Fact } from '../events/event.js';
import { kindOfType } from '../events/event-types.js';
import { KINDS, type Kind } from '../events/vocabulary.js';
import { invalid, type DataFinding } from './refusal.js';
import { dataFindings } from './schema-findings.js';
import { meantType, meantWord } from './synonyms.js';

export type Parsed =
  /** `isAsGiven`: the data are valid, and were not changed. */
  { readonly fact: Fact; readonly isAsGiven: boolean } | { readonly findings: readonly DataFinding[] };

/** A fact's data as it is stored: a report's without its `kind`, which the event's type says. */
export function dataOf(fact: Fact): JsonObject {
  if (fact.type !== 'Report') return fact.data as JsonObject;
  const { kind: _, ...data } = fact.report;
  return data as unknown as JsonObject;
}

/** Where no field beside the data gives the kind, the type does, as in a line of a story. */
const kindInType = (found: DataFinding, type: string): DataFinding =>
  found.pointer === '/kind' ? invalid('/kind', `belongs in the type, which is ${type}: leave it out`) : found;

/** @param otherFields fields that stand beside the data's own, such as a posted report's `kind` */
export function parseFact(type: string, data: unknown, otherFields: readonly string[] = []): Parsed {
  const schema = schemaOf(type);
  if (!schema) return { findings: [invalid('/type', 'is no event type', meantType(type))] };
  const kind = kindOfType(type);
  // Nearly all is valid as it is. What is wrong with the rest, and what it means, zod says.
  const isAsGiven = passesFastCheck(type, schema, data);
  const read = isAsGiven ? { success: true as const, data } : schema.safeParse(data);
  if (!read.success) {
    const findings = dataFindings(read.error.issues, { schema, given: data, otherFields });
    return { findings: kind && !otherFields.includes('kind') ? findings.map((f) => kindInType(f, type)) : findings };
  }
  const fact = kind ? { type: 'Report', report: { ...(read.data as object), kind } } : { type, data: read.data };
  return { fact: fact as Fact, isAsGiven };
}

const isKind = (kind: unknown): kind is Kind => (KINDS as readonly unknown[]).includes(kind);

/** The kind that a report gives itself, or what is wrong with it. */
export function kindOf({ kind }: JsonObject): { readonly kind: Kind } | { readonly findings: readonly DataFinding[] } {
  if (isKind(kind)) return { kind };
  const meant = typeof kind === 'string' ? meantWord(KINDS, kind) : undefined;
  const detail = kind === undefined ? 'is required' : `must be one of ${KINDS.join(', ')}`;
  return { findings: [invalid('/kind', detail, meant)] };
}
