/** From a recorded report to a draft of it, and what has been changed in that. */
import type { Kind } from '../../events/vocabulary.js';
import { amountText } from './amounts.js';
import {
  emptyDraft,
  emptyTerm,
  fieldsOf,
  type Draft,
  type FlagField,
  type ListField,
  type TermRow,
  type TextField,
} from './draft.js';
import { ABOUT } from './kind-fields.js';

type Told = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(textOf);

function rowOf(term: Told): TermRow {
  const text = (name: string): string => textOf(term[name]);
  return {
    ...emptyTerm(),
    item: text('item'),
    amount: amountText(term),
    unit: text('unit'),
    per: text('per'),
    basis: text('basis'),
    cumulative: term['cumulative'] === true,
    text: text('text'),
  };
}

/** A report that is recorded, as a draft: to correct it, or to record another like it. */
export function draftOf(report: Told): Draft {
  const draft = emptyDraft();
  draft.kind = report['kind'] as Kind;
  draft.sort = ABOUT.find((sort) => report[sort] !== undefined) ?? draft.sort;
  const flat: Told = {
    ...report,
    ...Object.fromEntries(
      ['speaker', 'source'].flatMap((name) =>
        Object.entries((report[name] ?? {}) as Told).map(([field, value]) => [`${name}.${field}`, value]),
      ),
    ),
  };
  for (const field of fieldsOf<TextField>('text')) draft.texts[field] = textOf(flat[field]);
  for (const field of fieldsOf<ListField>('list'))
    if (flat[field] !== undefined) draft.lists[field] = listOf(flat[field]);
  for (const field of fieldsOf<FlagField>('flag')) draft.flags[field] = flat[field] === true;
  draft.terms = ((report['terms'] ?? []) as Told[]).map(rowOf);
  return draft;
}

const isObject = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The merge patch (RFC 7386) that makes the second of the first. */
export function changesBetween(before: Told, after: Told): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    if (isObject(was) && isObject(is)) changes[name] = changesBetween(was, is);
    else changes[name] = is ?? null;
  }
  return changes;
}
