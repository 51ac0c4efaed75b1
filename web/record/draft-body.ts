/** From a draft to the body of a request, with what the form itself finds wrong. */
import type { FieldError } from '../../answers/problem.js';
import { amountIn } from './amounts.js';
import { belongs, needsAbout, sortOf, type Draft, type TermRow } from './draft.js';
import { KINDS_WITH_TERMS } from './kind-fields.js';

const isEmpty = (row: TermRow): boolean =>
  [row.item, row.amount, row.unit, row.per, row.basis, row.text].every((text) => text.trim() === '');

const trimmed = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  );

function termIn({ item, amount, unit, per, basis, cumulative, text }: TermRow): Record<string, unknown> {
  return {
    ...trimmed({ item }),
    ...amountIn(amount),
    ...trimmed({ unit, per, basis, text }),
    ...(cumulative ? { cumulative: true } : {}),
  };
}

/** Sets a field under its dotted name. */
function put(body: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', second] = name.split('.');
  if (second === undefined) body[first] = value;
  else body[first] = { ...(body[first] as object | undefined), [second]: value };
}

/** The body of `POST …/reports`. The interface validates it. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const { kind, texts, lists, flags, terms } = draft;
  const body: Record<string, unknown> = { ...(kind === '' ? {} : { kind }), speaker: {}, source: {} };
  for (const [name, text] of Object.entries(trimmed(texts)))
    if (belongs(draft, name)) put(body, name, name === 'credibility' ? Number(text) : text);
  for (const [name, list] of Object.entries(lists)) {
    const items = list.map((item) => item.trim()).filter(Boolean);
    if (items.length > 0 && belongs(draft, name)) put(body, name, items);
  }
  for (const [name, flag] of Object.entries(flags)) if (flag && belongs(draft, name)) put(body, name, true);
  const given = terms.filter((row) => !isEmpty(row)).map(termIn);
  if (given.length > 0 || (kind !== '' && KINDS_WITH_TERMS.has(kind))) body['terms'] = given;
  return body;
}

/** What every report must say, and the words in which it is asked for. */
const REQUIRED = [
  ['summary', '/summary', 'write in one sentence what was said'],
  ['speaker.capacity', '/speaker', 'choose who says so, and in which capacity'],
  ['attribution', '/attribution', 'choose how far the words may be attributed'],
  ['source.publisher', '/source/publisher', 'choose where it was published'],
  ['reportedAt', '/reportedAt', 'write when it was published'],
] as const;

/** What the form itself finds wrong, in the words of a problem document. */
export function problemsIn(draft: Draft): FieldError[] {
  const { kind, texts, terms } = draft;
  const sort = sortOf(draft);
  const needs = kind !== '' && needsAbout(kind) && sort !== undefined && texts[sort].trim() === '';
  return [
    ...REQUIRED.flatMap(([field, pointer, detail]) => (texts[field].trim() === '' ? [{ pointer, detail }] : [])),
    ...(kind === '' ? [{ pointer: '/kind', detail: 'choose what kind of report it is' }] : []),
    ...(needs ? [{ pointer: `/${sort}`, detail: `choose the ${sort} that it is about` }] : []),
    ...terms
      .filter((row) => !isEmpty(row))
      .flatMap(({ amount }, i) =>
        amountIn(amount)
          ? []
          : [{ pointer: `/terms/${i}`, detail: 'write an amount such as 50, 2–3, at least 5 or up to 10' }],
      ),
  ];
}
