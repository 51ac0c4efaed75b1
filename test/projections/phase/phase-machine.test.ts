import type { AgreementId } from '../../../events/ids.js';
import { lensSchema } from '../../../projections/record/lens.js';
import { select, type Log } from '../../../projections/report-index/selection.js';
import { keepOnly, viewOf } from '../../../projections/report-index/view.js';
import { walkOf } from '../../../projections/phase/phase-machine.js';
import { checkpoints, story } from '../story.js';

const NOW = Date.UTC(2026, 10, 24);

const walkUnder = (log: Log, lens: unknown) => {
  const selection = select(log, lensSchema.parse(lens), NOW);
  if (!selection) throw new Error('not opened');
  const view = viewOf(selection);
  return { view, walk: walkOf(view, view.reports) };
};
const firingsOf = (log: Log) => walkUnder(log, {}).walk.firings.map((f) => [f.rule, f.told.id]);

describe.each(['qatar-mediation', 'gaza-hostages-2023'])('the walk over %s', (name) => {
  const cases = checkpoints(name).map((c) => ({ lens: JSON.stringify(c.lens), c }));

  test.each(cases)('stands where it should under $lens', ({ c }) => {
    const { walk, view } = walkUnder(story(name), c.lens);
    expect(walk.phase).toBe(c.expect.phase);
    expect(walk.rule).toBe(c.expect.rule ?? null);
    const { agreementId = 'none', agreement = 'none' } = c.expect;
    const state = agreementId === 'none' ? 'none' : walk.agreements.state(agreementId as AgreementId, view.at);
    expect(state).toBe(agreement);
  });

  test('keeping every report that counts changes nothing', () => {
    const { view, walk } = walkUnder(story(name), {});
    const again = keepOnly(
      view,
      view.all.map((t) => t.id),
    );
    const same = walkOf(again, again.reports).firings.map((f) => f.told.id);
    expect(same).toEqual(walk.firings.map((f) => f.told.id));
  });

  test('the order of recording reports never matters to the walk', () => {
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
