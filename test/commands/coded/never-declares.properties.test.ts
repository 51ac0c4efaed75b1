/** Whatever a machine coded, and whatever a mapping makes of it: no declared position moves. */
import fc from 'fast-check';
import type { JsonObject } from '../../../events/envelope.js';
import { counterpart } from '../../../events/coded/counterpart.js';
import type { Mapping } from '../../../events/coded/mapping.js';
import { isReport } from '../../../events/coded/specimen.js';
import { CAMEO_LABELS } from '../../../events/coded/cameo-codes.js';
import { OUTLOOKS, OUTCOMES, ROLES, SCOPES, TOWARD } from '../../../events/vocabulary.js';
import { CodedLines } from '../../../src/commands/import/coded-lines.js';
import { AGREEMENTS, CLAIMS, ISSUES, PROPOSALS } from '../../generators/cast.js';
import { history } from '../../generators/history.js';
import type { Line } from '../../generators/line.js';
import { projectionsOf } from '../../projections/given.js';
import { gdelt } from './rows.js';

const numRuns = Number(process.env['NUM_RUNS'] ?? 200) / 4;

const dayIn2024 = fc
  .integer({ min: 0, max: 700 })
  .map((d) => new Date(Date.UTC(2023, 0, 1 + d)).toISOString().slice(0, 10).replaceAll('-', ''));
const row = fc.record({
  code: fc.constantFrom(...CAMEO_LABELS.keys()),
  day: dayIn2024,
  isTurned: fc.boolean(),
});
/** What a mapping may say of a code: it may name what the people in the record named. */
const subjects = [
  ...CLAIMS.map((claim) => ({ claim })),
  ...PROPOSALS.map((proposal) => ({ proposal })),
  ...AGREEMENTS.map((agreement) => ({ agreement })),
];
const fields = [
  {},
  ...subjects,
  ...ISSUES.flatMap((issue) => [{ issue }, ...TOWARD.map((toward) => ({ issue, toward }))]),
  ...OUTLOOKS.map((outlook) => ({ outlook })),
  ...ROLES.flatMap((role) => [{ role }, { role, ends: true }]),
  ...AGREEMENTS.flatMap((agreement) => [
    ...SCOPES.map((scope) => ({ agreement, scope })),
    ...OUTCOMES.map((outcome) => ({ agreement, outcome })),
  ]),
  { measure: 'strike' },
  { session: true },
];
const owns = counterpart.shape.kind.options.flatMap((kind) =>
  fields.map((more) => ({ kind, ...more })).filter((of) => isReport(of as never) === undefined),
);
const own = fc.constantFrom(...owns);

async function codedLines(rows: readonly { code: string; day: string; isTurned: boolean }[], mapping: object) {
  const text = rows
    .map(({ code, day, isTurned }, i) => {
      const [actor1, actor2] = isTurned ? ['BBB', 'AAA'] : ['AAA', 'BBB'];
      return gdelt({ id: i, code, day, added: `${day}235959`, actor1, actor2 });
    })
    .join('\n');
  const file = { format: 'gdelt', mapping: mapping as Mapping, openDyads: [] } as const;
  const lines: Line[] = [];
  for await (const { read } of new CodedLines([Buffer.from(text)], file, () => true).lines)
    if ('data' in read) lines.push(read as Line);
  return lines;
}

/** In no order: a row stands where the first word on its subject puts it, and that may be a machine's. */
const declared = (lines: readonly Line[]): string[] =>
  (projectionsOf(lines as never)?.positions() ?? []).flatMap((position) => {
    const { party, subject, declared: held } = position as unknown as JsonObject;
    return held ? [JSON.stringify({ party, subject, held })] : [];
  });

test('No declared position moves', async () => {
  let recorded = 0;
  await fc.assert(
    fc.asyncProperty(
      history({ changes: true, maxReports: 12 }),
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.dictionary(fc.constantFrom(...CAMEO_LABELS.keys()), own, { maxKeys: 40 }),
      async (told, rows, kinds) => {
        const parties = told.opened.data['parties'] as readonly { party: string; role: string }[];
        const [first, second] = parties.filter(({ role }) => role === 'principal');
        const dyad = { negotiation: told.negotiation, between: { AAA: first?.party, BBB: second?.party } };
        const added = await codedLines(rows, { name: 'm', kinds, dyads: [dyad] });
        recorded += added.length;
        const lines = [told.opened, ...told.lines];
        expect(declared([...lines, ...added]).toSorted()).toEqual(declared(lines).toSorted());
      },
    ),
    { numRuns, endOnFailure: true },
  );
  expect(recorded).toBeGreaterThan(numRuns);
});
