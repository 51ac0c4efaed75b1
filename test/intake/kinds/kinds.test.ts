/** The kind that plain sentences of the news are read as, and whose they are. */
import { proposed } from '../proposed.js';

test.each([
  ['“There are no negotiations,” an Israeli official said.', 'denial', 'israel'],
  ['Hamas accepted the proposal on Friday, its leader said.', 'acceptance', 'hamas'],
  ['Israel rejected the proposal, its prime minister said.', 'rejection', 'israel'],
  ['The Israeli foreign ministry declined to comment.', 'no-comment', 'israel'],
  ['The United States welcomed the agreement.', 'endorsement', 'united-states'],
  ['Qatar offered to host another round of talks, its foreign ministry said.', 'overture', 'qatar'],
  ['Israel will not negotiate with Hamas, its prime minister said.', 'refusal', 'israel'],
  ['Hamas demanded the release of all prisoners, its spokesman said.', 'demand', 'hamas'],
])('%s', (sentence, kind, party) => {
  const [first] = proposed(sentence);
  expect([first?.kinds[0], first?.party]).toEqual([kind, party]);
});

test('a voice that assesses the talks, of no party, is of no party', () => {
  const [first] = proposed('The talks are deadlocked, said Maya Ortiz, an analyst at a think tank in Oslo.');
  expect(first).toMatchObject({ kinds: expect.arrayContaining(['assessment']) as unknown, outlook: 'deadlock' });
  expect(first).not.toHaveProperty('party');
});

test('what two parties do each is proposed for each', () => {
  const found = proposed('Qatar and the United States welcomed the agreement.');
  expect(found.map(({ party }) => party)).toEqual(['qatar', 'united-states']);
  expect(new Set(found.map(({ candidate }) => candidate)).size).toBe(2);
});

test('a list of demands is a demand on each issue', () => {
  const found = proposed(
    'Hamas demanded the withdrawal of all troops, access for aid and an exchange of prisoners, its spokesman said.',
  );
  expect(found.map(({ subjects }) => subjects?.[0])).toEqual([
    { issue: 'withdrawal' },
    { issue: 'aid' },
    { issue: 'prisoner-exchange' },
  ]);
});
