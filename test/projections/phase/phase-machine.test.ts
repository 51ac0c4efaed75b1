import type { AgreementId } from '../../../events/ids.js';
import { lensSchema } from '../../../projections/record/lens.js';
import { select, type Log } from '../../../projections/report-index/selection.js';
import { countedOnly, countedReports } from '../../../projections/report-index/counted-reports.js';
import { phaseRunOf } from '../../../projections/phase/phase-run.js';
import { talksOf } from '../../../projections/phase/talks.js';
import { checkpoints, STORY_NAMES, story } from '../story.js';

const NOW = Date.UTC(2026, 10, 24);

const runUnder = (log: Log, lens: unknown) => {
  const selection = select(log, lensSchema.parse(lens), NOW);
  if (!selection) throw new Error('not opened');
  const counted = countedReports(selection);
  return { counted, run: phaseRunOf(counted) };
};
const firingsOf = (log: Log) => runUnder(log, {}).run.firings.map((f) => [f.rule, f.report.id]);

describe.each(STORY_NAMES)('the phase machine over %s', (name) => {
  const cases = checkpoints(name).map((c) => ({ lens: JSON.stringify(c.lens), c }));

  test.each(cases)('stands where it should under $lens', ({ c }) => {
    const { run, counted } = runUnder(story(name), c.lens);
    const { leading } = talksOf(counted);
    expect([leading.phase, leading.rule]).toEqual([c.expect.phase, c.expect.rule ?? null]);
    const { agreementId = 'none', agreement = 'none' } = c.expect;
    const state = agreementId === 'none' ? 'none' : run.agreements.valueAt(agreementId as AgreementId, counted.at);
    expect(state).toBe(agreement);
  });

  test('keeping every report that counts changes nothing', () => {
    const { counted, run } = runUnder(story(name), {});
    const again = countedOnly(
      counted,
      counted.all.map((t) => t.id),
    );
    const same = phaseRunOf(again).firings.map((f) => f.report.id);
    expect(same).toEqual(run.firings.map((f) => f.report.id));
  });

  test('the order of recording reports never matters to the phase', () => {
    const log = story(name);
    const ofType = (test: (type: string) => boolean) => log.negotiation.filter((l) => test(l.fact.type));
    const registry = (type: string) => type === 'NegotiationOpened' || type === 'PartyAdded';
    const shuffled = [
      ...ofType(registry),
      ...ofType((type) => type === 'Report').toReversed(),
      ...ofType((type) => type !== 'Report' && !registry(type)),
    ].map((l, revision) => ({ ...l, revision }));
    expect(firingsOf({ ...log, negotiation: shuffled })).toEqual(firingsOf(log));
  });
});
