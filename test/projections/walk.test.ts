import { lensSchema } from '../../projections/lens.js';
import { select } from '../../projections/selection.js';
import { keepOnly, viewOf } from '../../projections/view.js';
import { walkOf } from '../../projections/walk.js';
import type { AgreementId } from '../../events/ids.js';
import { checkpoints, story } from './story.js';

const NOW = Date.UTC(2026, 10, 24);

const walkUnder = (name: string, lens: unknown) => {
  const selection = select(story(name), lensSchema.parse(lens), NOW);
  if (!selection) throw new Error('not opened');
  const view = viewOf(selection);
  return { view, walk: walkOf(view, view.reports) };
};

describe.each(['qatar-mediation', 'gaza-hostages-2023'])('the walk over %s', (name) => {
  test.each(checkpoints(name).map((c) => [JSON.stringify(c.lens), c] as const))(
    'stands where it should under %s',
    (_, c) => {
      const { walk, view } = walkUnder(name, c.lens);
      expect(walk.phase).toBe(c.expect.phase);
      expect(walk.rule).toBe(c.expect.rule ?? null);
      const { agreementId = 'none', agreement = 'none' } = c.expect;
      const state = agreementId === 'none' ? 'none' : walk.agreements.state(agreementId as AgreementId, view.at);
      expect(state).toBe(agreement);
    },
  );

  test('the order of recording never matters to the walk', () => {
    const log = story(name);
    const [opened, ...rest] = log.negotiation;
    const isReport = (l: (typeof rest)[number]) => l.fact.type === 'Report';
    const shuffled = [
      opened!,
      ...rest.filter((l) => !isReport(l) && l.fact.type === 'PartyAdded'),
      ...rest.filter(isReport).toReversed(),
      ...rest.filter((l) => !isReport(l) && l.fact.type !== 'PartyAdded'),
    ].map((l, revision) => ({ ...l, revision }));
    const selection = select({ ...log, negotiation: shuffled }, {}, NOW);
    const view = viewOf(selection!);
    expect(walkOf(view, view.reports).firings.map((f) => [f.rule, f.told.id])).toEqual(
      walkUnder(name, {}).walk.firings.map((f) => [f.rule, f.told.id]),
    );
  });
});
