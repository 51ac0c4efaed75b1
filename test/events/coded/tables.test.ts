/** The tables of codes: they name codes that there are, and counterparts that make reports. */
import { ACLED_KINDS, ACLED_LABELS } from '../../../events/coded/acled.js';
import { CAMEO_LABELS } from '../../../events/coded/cameo-codes.js';
import { CAMEO_KINDS } from '../../../events/coded/cameo-kinds.js';
import { counterpart, type Counterpart } from '../../../events/coded/counterpart.js';
import { dyadOf } from '../../../events/coded/talks.js';
import { mapping } from '../../../events/coded/mapping.js';
import { PLOVER_KINDS, PLOVER_LABELS, ploverType } from '../../../events/coded/plover.js';
import { codeMeant, SCHEME } from '../../../events/coded/schemes.js';
import { isReport } from '../../../events/coded/specimen.js';

const all: readonly (readonly [string, Counterpart])[] = [...CAMEO_KINDS, ...PLOVER_KINDS, ...ACLED_KINDS];

test('CAMEO has the twenty roots of its codebook, each with codes of three digits, and four below these', () => {
  const codes = [...CAMEO_LABELS.keys()];
  expect(codes.every((code) => /^\d{3,4}$/.test(code))).toBe(true);
  expect(new Set(codes.map((code) => code.slice(0, 2))).size).toBe(20);
  expect(codes.filter((code) => code.length === 4).every((code) => CAMEO_LABELS.has(code.slice(0, 3)))).toBe(true);
  expect(codes.length).toBeGreaterThan(290);
});

test('Every code that has a counterpart is a code of its scheme', () => {
  expect([...CAMEO_KINDS.keys()].filter((code) => !CAMEO_LABELS.has(code))).toEqual([]);
  expect([...PLOVER_KINDS.keys()].filter((code) => !PLOVER_LABELS.has(ploverType(code)))).toEqual([]);
  expect([...ACLED_KINDS.keys()].filter((code) => !ACLED_LABELS.has(code))).toEqual([]);
});

test('Every counterpart makes a report, with what a row gives and no more', () => {
  const wrong = all.map(([code, of]) => [code, counterpart.safeParse(of).success ? isReport(of) : 'no counterpart']);
  expect(wrong.filter(([, fault]) => fault !== undefined)).toEqual([]);
});

test('A mode of PLOVER that the table does not name counts as its type', () => {
  expect(SCHEME.plover.counterpartOf('CONSULT:third-party')).toEqual({ kind: 'contact' });
  expect(SCHEME.plover.counterpartOf('AGREE')).toBeUndefined();
});

test('A code without its zeros is known for what it was, and not taken for it', () => {
  expect(codeMeant('cameo', '36')).toBe('036');
  expect(codeMeant('cameo', '999')).toBeUndefined();
  expect(SCHEME.cameo.labelOf('36')).toBeUndefined();
});

test('A mapping whose counterpart makes no report is refused, and names the code', () => {
  const read = mapping.safeParse({ name: 'm', kinds: { X: { kind: 'demand' }, Y: { kind: 'overture' } } });
  expect(read.error?.issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
    ['kinds/X', expect.stringContaining('issue')],
  ]);
  expect(mapping.safeParse({ name: 'm', kinds: { X: { kind: 'proposal', proposal: 'p' } } }).success).toBe(false);
  expect(mapping.safeParse({ name: 'm', dyads: [{ negotiation: 'n', between: { A: 'a', B: 'a' } }] }).success).toBe(
    false,
  );
});

test('A dyad has one name, whichever actor comes first, and two parties, however alike they are called', () => {
  expect(dyadOf('ISR', 'PSE').negotiation).toBe('dyad-israel-palestine');
  expect(dyadOf('PSE', 'ISR')).toEqual({ ...dyadOf('ISR', 'PSE'), between: { PSE: 'palestine', ISR: 'israel' } });
  expect(new Set(Object.values(dyadOf('The Union', 'Union').between)).size).toBe(2);
});

test('Actors whose names are long are never taken for each other', () => {
  const forces = ['Rapid Intervention Police', 'Republican Guard'].map(
    (unit) => `Police Forces of the Democratic Republic of Congo (2019-) ${unit} of the National Police`,
  );
  const actors = [...forces, 'Military Forces of Sudan (2019-)', 'Military Forces of South Sudan (2011-) Intelligence'];
  const dyads = actors.flatMap((a, i) => actors.slice(i + 1).map((b) => dyadOf(a, b)));
  expect(new Set(dyads.map(({ negotiation }) => negotiation)).size).toBe(dyads.length);
  const parties = new Map(dyads.flatMap(({ between }) => Object.entries(between)));
  expect(new Set(parties.values()).size).toBe(actors.length);
  for (const dyad of dyads) expect(mapping.safeParse({ name: 'm', dyads: [dyad] }).error).toBeUndefined();
});
