/** Ids that Parley makes of content, under a secret of the store. */
import { decide } from '../../decisions/decide.js';
import { PendingState } from '../../decisions/pending-state.js';
import { initialState } from '../../decisions/state.js';
import { contentId } from '../../events/identity.js';
import { keyedContentId } from '../../events/keyed-identity.js';
import { drawing } from './given.js';
import { NOW, opened, says, type Line } from '../projections/given.js';

const SECRET = Buffer.alloc(32, 7);
const draw = drawing();

/** Talks in which these lines were recorded; without a secret, as before there was one. */
function talks(secret: Uint8Array | undefined, ...lines: readonly Line[]) {
  const below = { stateOf: () => undefined, sourcesState: () => initialState, ids: () => [] };
  const known = new PendingState(below);
  for (const line of lines) {
    const decision = decide(known, line, NOW, draw);
    if (decision.outcome !== 'new') throw new Error(JSON.stringify(decision));
    known.enter(decision.draft, NOW);
  }
  return (line: Line, under = secret) => {
    const context = {
      secret: under,
      stateOf: known.stateOf.bind(known),
      sourcesState: known.sourcesState.bind(known),
      ids: known.ids.bind(known),
    };
    const decision = decide(context, line, NOW, draw);
    if (decision.outcome === 'new') known.enter(decision.draft, NOW);
    return decision.outcome === 'refused' ? decision : { outcome: decision.outcome, id: decision.draft.id };
  };
}

const said = says('r1', 9, 'union', 'confirmation', { claim: 'talks' });
const { reportId: _, ...rest } = said.data;
const line: Line = { type: said.type, data: rest };
const { negotiation, ...content } = rest;
const of = negotiation as string;
const whole = { ...content, kind: 'confirmation' };

test('follow from content and secret: the same is known again, and a guess cannot be confirmed without the secret', () => {
  const record = talks(SECRET, opened());
  const first = record(line);
  expect(first).toEqual({ outcome: 'new', id: keyedContentId(SECRET, of, whole) });
  expect(record(line)).toEqual({ ...first, outcome: 'duplicate' });
  expect(first).not.toMatchObject({ id: contentId(of, whole) });
  expect(talks(Buffer.alloc(32, 8), opened())(line)).not.toMatchObject({ id: (first as { id: string }).id });
  expect((first as { id: string }).id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('stay as they are where they were made before there was a secret: what is sent again is a duplicate', () => {
  const record = talks(SECRET, opened(), line);
  expect(record(line)).toEqual({ outcome: 'duplicate', id: contentId(of, whole) });
});
