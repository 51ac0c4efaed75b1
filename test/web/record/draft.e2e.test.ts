/** Reports as a form holds them: every field of every kind, and back to what was recorded. */
import { z } from 'zod';
import { reportSchemas } from '../../../events/report.js';
import { KINDS, type Kind } from '../../../events/vocabulary.js';
import { amountIn, amountText } from '../../../web/record/amounts.js';
import { belongs, emptyDraft } from '../../../web/record/draft.js';
import { bodyOf, problemsIn } from '../../../web/record/draft-body.js';
import { changesBetween, draftOf } from '../../../web/record/draft-of-report.js';
import { aboutsOf, KIND_FIELDS, KINDS_WITH_TERMS } from '../../../web/record/kind-fields.js';
import { kindOfType } from '../../../events/event-types.js';
import { STORIES, storyText } from '../../app/started-app.js';

const shapeOf = (kind: Kind): Record<string, z.ZodType> => {
  const schema: z.ZodType = reportSchemas[kind];
  if (!(schema instanceof z.ZodObject)) throw new Error(`${kind} is no object`);
  return schema.shape;
};
const COMMON = Object.keys(shapeOf('conclusion'));

describe('The table of fields', () => {
  test.each(KINDS)('has those of the schema of %s, and no others', (kind) => {
    const own = Object.keys(shapeOf(kind)).filter((field) => !COMMON.includes(field));
    expect(Object.keys(KIND_FIELDS[kind]).toSorted()).toEqual(own.toSorted());
    const needsTerms = !shapeOf(kind)['terms']?.safeParse(undefined).success;
    expect(KINDS_WITH_TERMS.has(kind)).toBe(needsTerms);
  });

  test.each(KINDS)('lets each field of %s be part of a report, with one of the things that it may be about', (kind) => {
    const sorts = aboutsOf(kind).length > 0 ? aboutsOf(kind) : (['claim'] as const);
    const reachable = sorts.flatMap((sort) => {
      const draft = { ...emptyDraft(), kind, sort };
      return Object.keys(KIND_FIELDS[kind]).filter((field) => belongs(draft, field));
    });
    expect([...new Set(reachable)].toSorted()).toEqual(Object.keys(KIND_FIELDS[kind]).toSorted());
  });
});

describe('A report that was recorded', () => {
  const reports = STORIES.flatMap((story) =>
    storyText(story)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> })
      .flatMap(({ type, data: { ...data } }): Record<string, unknown>[] => {
        const kind = kindOfType(type);
        delete data['negotiation'];
        // One name alone is read as a list of it.
        const by = typeof data['by'] === 'string' ? { by: [data['by']] } : {};
        return kind === undefined ? [] : [{ kind, ...data, ...by }];
      }),
  );

  test('is the same after it has been through a form', () => {
    expect(reports.length).toBeGreaterThan(100);
    for (const report of reports) {
      const draft = draftOf(report);
      expect([report['reportId'], changesBetween(report, bodyOf(draft))]).toEqual([report['reportId'], {}]);
      expect(problemsIn(draft)).toEqual([]);
    }
  });

  test('keeps the fields of another kind while the kind is changed, and sends those of its own alone', () => {
    const report = reports.find(({ kind, terms }) => kind === 'proposal' && (terms as unknown[]).length > 0);
    const draft = draftOf(report ?? {});
    draft.kind = 'refusal';
    expect(bodyOf(draft)).not.toHaveProperty('issues');
    draft.kind = 'proposal';
    expect(changesBetween(report ?? {}, bodyOf(draft))).toEqual({});
  });

  test('is changed by what was changed alone: what was taken out is null', () => {
    const before = { kind: 'denial', summary: 'a', source: { publisher: 'P', url: 'https://x.example' }, quote: 'q' };
    const after = { kind: 'denial', summary: 'b', source: { publisher: 'P' } };
    expect(changesBetween(before, after)).toEqual({ summary: 'b', source: { url: null }, quote: null });
  });
});

describe('An amount', () => {
  test.each([
    ['50', { quantity: 50 }],
    ['1,000', { quantity: 1000 }],
    ['2.50', { quantity: 2.5 }],
    ['-3', { quantity: -3 }],
    ['2–3', { min: 2, max: 3 }],
    ['2 to 3', { min: 2, max: 3 }],
    ['2-3', { min: 2, max: 3 }],
    ['between 2 and 3', { min: 2, max: 3 }],
    ['at least 5', { min: 5 }],
    ['50+', { min: 50 }],
    ['up to 10', { max: 10 }],
    ['', {}],
  ])('%s is read', (text, amount) => expect(amountIn(text)).toEqual(amount));

  test.each(['many', '1,00', '5 hostages', '0.12345678901234567890', '99999999999999999999', '--1', '1.2.3'])(
    '%s is refused',
    (text) => {
      expect(amountIn(text)).toBeUndefined();
      const draft = { ...emptyDraft(), kind: 'conclusion' as const };
      draft.terms = [{ key: 1, item: 'x', amount: text, unit: '', per: '', basis: '', cumulative: false, text: '' }];
      expect(problemsIn(draft)).toContainEqual({
        pointer: '/terms/0',
        detail: expect.stringMatching(/^write an amount/),
      });
    },
  );

  test.each([
    { quantity: 50 },
    { min: 2, max: 3 },
    { min: 5 },
    { max: 10 },
    { quantity: 0.5 },
    { quantity: -0.25 },
    {},
  ])('%o is read as it is written', (amount) => expect(amountIn(amountText(amount))).toEqual(amount));
});
