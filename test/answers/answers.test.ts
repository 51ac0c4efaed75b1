/** The shapes of the interface: what is asked for is read strictly, and every answer is a closed shape. */
import { z } from 'zod';
import { changesAnswer, changesParameters, adjacentChangeAnswer } from '../../answers/story/changes.js';
import { verifyAnswer } from '../../answers/audit.js';
import { descriptionAnswer } from '../../answers/description.js';
import { deskAnswer, deskQuery } from '../../answers/desk.js';
import { fragilityAnswer } from '../../answers/fragility.js';
import { livenessAnswer, readinessAnswer } from '../../answers/health.js';
import { historyAnswer, shownTo } from '../../answers/history.js';
import { importAnswer, movedAnswer } from '../../answers/import.js';
import { allStreamParameters, messageAnswer } from '../../answers/live.js';
import { endOf, lensOf } from '../../answers/parameters.js';
import { PART_ANSWERS } from '../../answers/parts.js';
import { changedAnswer, recordedAnswer } from '../../answers/receipts.js';
import { replayAnswer, replayParameters } from '../../answers/story/replay.js';
import { reportAnswer } from '../../answers/report.js';
import { overviewAnswer, wholeStatusAnswer } from '../../answers/status.js';
import { timelineAnswer } from '../../answers/story/timeline.js';
import { issuedAnswer, issueTokenRequest, revokeTokenRequest, tokensAnswer } from '../../answers/access/tokens.js';

const isTaken = (schema: z.ZodType, given: unknown): boolean => schema.safeParse(given).success;

describe('An answer', () => {
  test.each(
    Object.entries({
      ...PART_ANSWERS,
      changesAnswer,
      adjacentChangeAnswer,
      verifyAnswer,
      descriptionAnswer,
      deskAnswer,
      fragilityAnswer,
      livenessAnswer,
      readinessAnswer,
      historyAnswer,
      importAnswer,
      movedAnswer,
      messageAnswer,
      changedAnswer,
      recordedAnswer,
      reportAnswer,
      overviewAnswer,
      wholeStatusAnswer,
      timelineAnswer,
      issuedAnswer,
      tokensAnswer,
    }),
  )('has no fields but its own: %s', (_, schema) => {
    const shape = z.toJSONSchema(schema, { unrepresentable: 'any' });
    expect(shape).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('of a replay is a step or the end', () => {
    const shape = z.toJSONSchema(replayAnswer, { unrepresentable: 'any' });
    expect(shape.anyOf).toHaveLength(2);
  });
});

describe('The parameters', () => {
  test('of a page are a number up to 500 and a cursor as it was given', () => {
    expect(deskQuery.parse({ limit: '500', cursor: 'cjE' })).toEqual({ limit: 500, cursor: 'cjE' });
    for (const limit of ['0', '501', '1e2', '']) expect(isTaken(deskQuery, { limit })).toBe(false);
    expect(isTaken(deskQuery, { cursor: 'a b' })).toBe(false);
  });

  test('of a replay are a span that does not end before it begins', () => {
    expect(isTaken(replayParameters, { from: '2023-10', to: '2023-10-01' })).toBe(true);
    expect(replayParameters.safeParse({ from: '2023-10-02', to: '2023-10-01' }).error?.issues).toMatchObject([
      { path: ['to'], message: 'must not be earlier than from' },
    ]);
    expect(isTaken(replayParameters, { to: '2023-10-01' })).toBe(true);
  });

  test('of a replay are a speed above 0, and a step', () => {
    expect(replayParameters.parse({ speed: '0.5', after: '7', status: 'false' })).toMatchObject({
      speed: 0.5,
      after: 7,
      status: false,
    });
    for (const speed of ['0', '-1', '1e3']) expect(isTaken(replayParameters, { speed })).toBe(false);
  });

  test('of a stream are read as a choice and a position', () => {
    expect(allStreamParameters.parse({ negotiation: 'n', milestones: 'true', after: '17' })).toEqual({
      negotiation: 'n',
      milestones: true,
      after: '17',
    });
    expect(isTaken(allStreamParameters, { after: 'x' })).toBe(false);
  });
});

describe('The lens', () => {
  test('is read from among a route’s parameters', () => {
    expect(lensOf({ reportedBy: '2023-10-09', clock: 'reported' })).toEqual({ reportedBy: '2023-10-09' });
  });

  test('is read from one end of a comparison, where that is given', () => {
    const parameters = changesParameters.parse({ from: 'now', 'to.reportedBy': '2023-10-09' });
    expect(endOf(parameters, 'to')).toEqual({ reportedBy: '2023-10-09' });
    expect(endOf(parameters, 'from')).toBeUndefined();
  });
});

describe('A request for a token', () => {
  test('holds for a year where it does not say how long', () => {
    expect(issueTokenRequest.parse({ subject: 'Ana', roles: ['reader'] })).toMatchObject({ days: 365 });
  });

  test('is not taken for a name that Parley uses itself', () => {
    expect(isTaken(issueTokenRequest, { subject: 'Operator', roles: ['reader'] })).toBe(false);
    expect(isTaken(revokeTokenRequest, { reason: 'Posted in a chat.' })).toBe(true);
  });
});

describe('Who recorded an entry', () => {
  const entries = [{ id: 'r1', recorder: 'Ana' }];

  test('is shown to auditors alone', () => {
    expect(shownTo(true, entries)).toEqual(entries);
    expect(shownTo(false, entries)).toEqual([{ id: 'r1' }]);
  });
});
