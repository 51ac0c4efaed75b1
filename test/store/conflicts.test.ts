/** How long an append goes on that is refused because the stream has moved. */
import { Conflicts } from '../../src/store/eventstoredb/conflicts.js';

/** How often a conflict is waited out before it fails as busy. */
async function triesOf(conflicts: Conflicts, explained: boolean): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const failure = await conflicts.add(explained).catch((error: unknown) => error);
    if (failure === undefined) continue;
    expect(failure).toMatchObject({ code: 'busy' });
    return tries;
  }
}

test.each([
  ['that reading does not explain', false],
  ['with others who are faster', true],
])('After conflicts %s fail as busy, what is appended next is tried as often', async (_what, explained) => {
  const conflicts = new Conflicts(12);
  const first = await triesOf(conflicts, explained);
  expect(first).toBeGreaterThan(1);
  expect(await triesOf(conflicts, explained)).toBe(first);
});
