/** What is proposed by how sure it is: not where nothing can be told, and twice where two things may be said. */
import { propose } from '../../intake/propose.js';
import { MODEL, type Model } from '../../intake/model/trained.js';
import { TRUCE } from './talks-for-tests.js';

const article = { text: 'Israel rejected the proposal, its prime minister said.' };
const proposedBy = (thresholds: Partial<Model>) =>
  propose(article, TRUCE, { ...MODEL, likelyFrom: 0, alsoFrom: 2, ...thresholds }).candidates;

test('a sentence of which neither kind nor party can be told is not proposed', () => {
  expect(proposedBy({ likelyFrom: MODEL.likelyFrom })).toHaveLength(1);
  expect(proposedBy({ likelyFrom: 1 })).toHaveLength(0);
});

test('the next kind of a sentence is proposed as a report of its own where it is likely enough, with the first kind behind it', () => {
  const [one] = proposedBy({});
  const both = proposedBy({ alsoFrom: 0 });
  expect(both).toHaveLength(2);
  expect(both[0]).toEqual(one);
  expect(both[1]?.kinds.slice(0, 2)).toEqual(one?.kinds.slice(0, 2).toReversed());
  expect(both[1]?.confidence).toBeLessThan(one?.confidence ?? 0);
  expect(both[1]?.evidence).toEqual(one?.evidence);
});
