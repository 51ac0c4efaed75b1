/** What the news says of a kind in other words than the plain ones; word classes, and the main verb. */
import { classesOf } from '../../../intake/kinds/classes.js';
import { cuesIn } from '../../../intake/kinds/fired.js';
import { featuresOf as everyFeatureOf, passageOf } from '../../../intake/kinds/features.js';
import { heardIn } from '../talks-for-tests.js';

const kindsIn = (sentence: string): string[] =>
  heardIn(sentence).flatMap((heard) =>
    cuesIn(heard.sentence)
      .filter(({ mood }) => mood !== 'hypothetical')
      .map(({ cue, mood }) => (mood === 'negated' ? (cue.negated ?? '') : cue.kind)),
  );

test.each([
  ['Israel gave up its objection to the list.', 'concession'],
  ['Israel can live with the new list.', 'concession'],
  ['Hamas dangled the release of two pilots.', 'proposal'],
  ['In return Israel would open the crossing.', 'proposal'],
  ['The leader handed back the mandate.', 'breakdown'],
  ['The process has come to an end.', 'breakdown'],
  ['The delegates walked off.', 'breakdown'],
  ['The delegates left the call.', 'breakdown'],
  ['Israel packed its bags.', 'breakdown'],
  ['The president telephoned the emir.', 'contact'],
  ['The envoy shuttled between the hotels.', 'contact'],
  ['Qatar begged both sides to think of the children.', 'demand'],
  ['The pilots are holding out for a shorter week.', 'demand'],
  ['Israel put out feelers through a bank.', 'overture'],
  ['The spokesman sidestepped the question.', 'no-comment'],
  ['The army played down the report.', 'denial'],
  ['There is no such deal.', 'denial'],
  ['Israel brushed the offer aside.', 'rejection'],
  ['The general wants none of it.', 'rejection'],
  ['A referendum is out of the question.', 'rejection'],
  ['The cabinet signed off on the plan.', 'acceptance'],
  ['The minister rowed back on his remark.', 'withdrawal'],
  ['The two sides edged closer.', 'assessment'],
  ['The pact is all but done.', 'assessment'],
  ['The talks are going round in circles.', 'assessment'],
  ['The odds are fifty-fifty.', 'assessment'],
  ['The guns fell silent.', 'implementation'],
  ['Hamas hit back.', 'pressure'],
  ['Qatar threw its weight behind the plan.', 'endorsement'],
  ['The talks were put on ice.', 'suspension'],
  ['The talks are on again.', 'resumption'],
  ['Israel snubbed the conference.', 'refusal'],
  ['The two are to meet on Friday.', 'confirmation'],
])('%s (%s)', (sentence, kind) => {
  expect(kindsIn(sentence)).toContain(kind);
});

const featuresOf = (sentence: string): string[] => {
  const [heard] = heardIn(sentence);
  return heard ? [...everyFeatureOf(passageOf(new Map(), heard.sentence, heard.voice), undefined).keys()] : [];
};

test('words of one class share what was learned of one of them', () => {
  expect(classesOf('spurn')).toContain('reject');
  expect(classesOf('rebuff')).toContain('reject');
  expect(classesOf('teapot')).toEqual([]);
  expect(featuresOf('Israel spurned the proposal.')).toContain('class reject');
});

test('the main verb is that of what is said, with what is denied of it and who does it', () => {
  expect(featuresOf('Qatar said that Israel will not accept it.')).toEqual(
    expect.arrayContaining(['main not accept', 'main class not accept', 'main will', 'says what another does']),
  );
  expect(featuresOf('Israel accepted what Qatar had proposed.')).toContain('main accept');
  expect(featuresOf('The proposal, which Qatar wrote, was accepted.')).toContain('main passive');
});
