/** What is denied, possible or still to come is no fact. */
import { cuesIn } from '../../../intake/kinds/fired.js';
import { heardIn } from '../talks-for-tests.js';

function moods(sentence: string, kind: string): string[] {
  const [heard] = heardIn(sentence);
  return heard ? [...new Set(cuesIn(heard.sentence).filter(({ cue }) => cue.kind === kind).map(({ mood }) => mood))] : []; // prettier-ignore
}

test.each([
  ['Israel accepted the proposal.', 'acceptance', 'asserted'],
  ['Israel has not accepted the proposal.', 'acceptance', 'negated'],
  ['If Israel accepted the proposal, the guns would fall silent.', 'acceptance', 'hypothetical'],
  ['Israel could accept the proposal.', 'acceptance', 'hypothetical'],
  ['Israel will accept the proposal.', 'acceptance', 'future'],
  ['Israel had accepted the proposal.', 'acceptance', 'past'],
])('%s', (sentence, kind, mood) => {
  expect(moods(sentence, kind)).toContain(mood);
});
