import { z } from 'zod';
import { schemaOf } from '../../events/event.js';
import { CATALOGUE, ERROR_CODES } from '../../answers/error-catalogue.js';
import { problem, problemDocument, problemOfFields, problemSchema } from '../../answers/problem.js';
import { problemOfStore } from '../../src/problems/store-problem.js';
import { finding, invalid, refusalOf } from '../../decisions/refusal.js';
import { problemOfBody, problemOfParameters, problemOfRefusal } from '../../src/problems/refusal-problem.js';
import { StoreFailure } from '../../src/store/store-failure.js';

const errorsOf = (schema: z.ZodType, given: unknown, otherFields: readonly string[] = []) => {
  const read = schema.safeParse(given);
  return read.success ? [] : problemOfBody(read.error.issues, { schema, given, otherFields }).errors;
};
const ofEvent = (type: string, data: unknown) => errorsOf(schemaOf(type) ?? z.never(), data, ['kind']);

const denial = {
  negotiation: 'n',
  claim: 'talks',
  speaker: { capacity: 'official' },
  summary: 'No.',
  attribution: 'on-the-record',
  source: { publisher: 'P' },
  reportedAt: '2023-10-09',
};

describe('A problem document', () => {
  test.each(ERROR_CODES)('of %s has the status and the title of the catalogue', (code) => {
    const document = problemDocument(problem(code, 'so it is'), '/v1/x');
    expect(problemSchema.parse(document)).toMatchObject({ ...CATALOGUE[code], type: `/problems/${code}`, code });
    expect(document.instance).toBe('/v1/x');
  });

  test('names the first fields in words and lists all', () => {
    const errors = ['/a', '/b', '/c', '/d', '/e'].map((pointer) => ({ pointer, detail: 'is required' }));
    const { detail, errors: listed } = problemOfFields('invalid-request', errors);
    expect(detail).toBe('/a is required; /b is required; /c is required; and 2 more');
    expect(listed).toHaveLength(5);
  });

  test('of a full store says so with a status of its own, and of others that trying again may help', () => {
    expect(problemOfStore(new StoreFailure('full', 'x'))).toMatchObject({ code: 'store-full', status: 507 });
    expect(problemOfStore(new StoreFailure('busy', 'x'))).toMatchObject({ code: 'store-busy', status: 503 });
    expect(problemOfStore(new StoreFailure('unwritable', '/secret/path')).detail).not.toContain('secret');
  });
});

describe('The problem document of a refused decision', () => {
  test('has the code of the catalogue and names each finding', () => {
    const unknown = finding('unknown-party', '/party', 'frod is not in the registry of parties', 'ford');
    expect(problemOfRefusal(refusalOf([unknown]))).toEqual({
      ...problem('unknown-party', '/party frod is not in the registry of parties; did you mean ford?'),
      errors: [{ pointer: '/party', detail: 'frod is not in the registry of parties', nearest: 'ford' }],
    });
    expect(problemOfRefusal(refusalOf([unknown, invalid('/by', 'is required')]))).toMatchObject({
      code: 'invalid-request',
      status: 422,
    });
  });

  test('says what the refusal itself says, where it does', () => {
    const detail = 'n is open already, with another description';
    const refusal = { code: 'already-open', detail, findings: [] } as const;
    expect(problemOfRefusal(refusal)).toEqual(problem('already-open', detail));
  });
});

describe('What a schema refuses', () => {
  test('is a field that is not there', () => {
    const { claim: _, source: __, ...rest } = denial;
    expect(ofEvent('DenialReported', { ...rest, source: {} })).toEqual(
      expect.arrayContaining([{ pointer: '/source/publisher', detail: 'is required' }]),
    );
    expect(ofEvent('DenialReported', { ...rest, source: { publisher: 'P' } })).toEqual([
      { pointer: '/claim', detail: 'needs one of claim, proposal, agreement, report' },
    ]);
  });

  test('is an unknown field, answered with the known one that is nearest', () => {
    expect(ofEvent('DenialReported', { ...denial, sumary: 'x', 'a/b~c': 1 })).toEqual([
      { pointer: '/sumary', detail: 'is no field here', nearest: 'summary' },
      { pointer: '/a~1b~0c', detail: 'is no field here' },
    ]);
    expect(ofEvent('DenialReported', { ...denial, source: { publisher: 'P', orign: 'R' } })).toEqual([
      { pointer: '/source/orign', detail: 'is no field here', nearest: 'origin' },
    ]);
    expect(ofEvent('DenialReported', { ...denial, knd: 'x' })).toMatchObject([{ pointer: '/knd', nearest: 'kind' }]);
  });

  test('is an unknown field in an item of a list', () => {
    const terms = [{ item: 'a' }, { item: 'b', quantitiy: 3 }];
    expect(ofEvent('DenialReported', { ...denial, terms })).toMatchObject([
      { pointer: '/terms/1/quantitiy', nearest: 'quantity' },
    ]);
  });

  test('is a word of no vocabulary, answered with the nearest term', () => {
    const [error] = ofEvent('DenialReported', { ...denial, attribution: 'on-backgrund' }) ?? [];
    expect(error).toMatchObject({ pointer: '/attribution', nearest: 'on-background' });
    expect(error?.detail).toContain('on-the-record, on-background');
  });

  test('is a value of another type, a date that is none, and text that is too long', () => {
    expect(ofEvent('DenialReported', { ...denial, speaker: 'x', tags: 'x', credibility: 9 })).toEqual([
      { pointer: '/speaker', detail: 'must be an object' },
      { pointer: '/credibility', detail: 'must be at most 6' },
      { pointer: '/tags', detail: 'must be a list' },
    ]);
    expect(ofEvent('DenialReported', { ...denial, reportedAt: '9 Oct' })?.[0]?.detail).toContain('not a date');
    expect(ofEvent('DenialReported', { ...denial, summary: 'x'.repeat(5000) })).toEqual([
      { pointer: '/summary', detail: 'must have at most 4000 characters' },
    ]);
    // Two rules ask for it, and it is said once.
    expect(ofEvent('DenialReported', { ...denial, summary: '' })).toEqual([
      { pointer: '/summary', detail: 'must not be blank' },
    ]);
  });

  test('is what fits none of several forms', () => {
    const either = z.strictObject({ of: z.union([z.string(), z.strictObject({ name: z.string() })]) });
    expect(errorsOf(either, { of: { name: 1 } })).toEqual([{ pointer: '/of/name', detail: 'must be a string' }]);
  });

  test('is named by its parameter where it is one', () => {
    const schema = z.strictObject({ limit: z.string() });
    const read = schema.safeParse({ limit: [] });
    const found = problemOfParameters(read.error?.issues ?? [], { schema, given: { limit: [] } });
    expect(found).toMatchObject({ code: 'invalid-parameter', status: 400, errors: [{ parameter: 'limit' }] });
  });
});
