/** The many ways in which English news says that somebody says something, and who it then is. */
import { agreementId, partyId } from '../../../events/ids.js';
import type { Known } from '../../../intake/known.js';
import { heardIn, LABOUR, TRUCE } from '../talks-for-tests.js';

const voices = (text: string, known: Known = TRUCE, publisher?: string): string[] =>
  heardIn(text, known, publisher).map(
    ({ voice }) => `${voice.capacity}, ${voice.attribution}, ${voice.party ?? 'no party'}`,
  );
const voice = (text: string, known?: Known): string | undefined => voices(text, known).at(-1);

const ISRAEL = 'official, on-the-record, israel';
const HAMAS = 'official, on-the-record, hamas';
const QATAR = 'official, on-the-record, qatar';
const OUTLET = 'reporter, unattributed, no party';

describe('acts of saying', () => {
  test.each([
    ['Qatar disputed that account.', QATAR],
    ['Qatar described the text as balanced.', QATAR],
    ['Qatar called the text a step backwards.', QATAR],
    ['Qatar signalled its readiness to host another round.', QATAR],
    ['Qatar has thrown its weight behind the plan.', QATAR],
    ['Qatar brushed aside the report.', QATAR],
    ['Qatar played down the dispute.', QATAR],
    ['Qatar begged both sides to go on.', QATAR],
    ['Qatar lamented the delay.', QATAR],
    ['Qatar hinted at a compromise.', QATAR],
    ['Qatar slammed the bombardment.', QATAR],
    ['Ismail Haniyeh ruled out a partial deal.', HAMAS],
    ['Ismail Haniyeh demanded the release of every prisoner.', HAMAS],
    ['Ismail Haniyeh threatened to leave the table.', HAMAS],
    ['Ismail Haniyeh offered a longer truce.', HAMAS],
    ['Ismail Haniyeh is convinced that a deal can be had.', HAMAS],
    ['Ismail Haniyeh put the odds at 50 percent.', HAMAS],
    ['Israel’s foreign minister rejected the draft.', ISRAEL],
    ['Israeli leaders demand that the list be shortened.', ISRAEL],
  ])('%s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });

  test.each([
    ['Israel wants a longer truce.', OUTLET],
    ['Israel has long refused to release them.', OUTLET],
    ['Israel called off the raid.', OUTLET],
    ['Israel rejected the draft on Monday.', OUTLET],
    ['The document was drawn up after Qatar urged both sides to meet.', OUTLET],
  ])('no act of saying, but what the outlet tells: %s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });
});

describe('frames of speech', () => {
  test.each([
    ['“It is over,” thundered Ismail Haniyeh.', HAMAS],
    ['“It is over for good,” Ismail Haniyeh, the leader, pleaded on Monday.', HAMAS],
    ['“We are inches apart now,” is how Ismail Haniyeh put it.', HAMAS],
    ['Ismail Haniyeh was at pains to say that the door was open.', HAMAS],
    ['Qatar made it plain that it would go on mediating.', QATAR],
    ['Qatar let it be known that a draft was ready.', QATAR],
    ['Ismail Haniyeh was more guarded, saying that much remained to be done.', HAMAS],
    ['Ismail Haniyeh put it more bluntly: nothing had been agreed.', HAMAS],
    ['Ismail Haniyeh was quoted by a daily as saying that it was over.', HAMAS],
    ['In the view of Ismail Haniyeh, the text is a surrender.', HAMAS],
    ['For Ismail Haniyeh, the text is “a surrender and nothing else”.', HAMAS],
    ['The truce was confirmed by the Qatari foreign ministry.', QATAR],
    ['The foreign minister of Qatar, who arrived late, insists that progress was made.', QATAR],
    ['“Useful but hard,” was the verdict of Ismail Haniyeh.', HAMAS],
    ['“We are inches apart now,” Ismail Haniyeh fumed.', HAMAS],
    ['Qatar’s foreign minister informed journalists of a new draft.', QATAR],
    ['Qatar took a day to say that a draft was ready.', QATAR],
    ['In the opinion of Qatar, the draft is ready.', QATAR],
    ['For Qatar, the talks are “a bridge”, and no more.', QATAR],
    ['A list exists, Qatar’s spokeswoman reported, and will be published.', QATAR],
    ['Ismail Haniyeh does not expect a deal this week.', HAMAS],
    ['Qatar rejected suggestions that it had taken sides.', QATAR],
    ['Norway regretted that nobody had come.', 'official, on-the-record, no party'],
    ['The New Democrats accused both of delays.', 'official, on-the-record, no party'],
  ])('%s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });

  test.each([
    ['Hamas had telephoned both governments and warned them that it would leave.', OUTLET],
    ['Hamas has never conceded that the list exists.', OUTLET],
    ['Hamas has not replied in writing.', OUTLET],
    ['Hamas, which had warned that it would leave, stayed.', OUTLET],
    ['Israel opened the crossing, a step it had announced on Monday.', OUTLET],
    ['Israel has told its officers to hold their fire.', OUTLET],
    ['Israel has long shunned the envoy, whom it calls a spy.', OUTLET],
    ['Israeli state television reported that a list exists.', OUTLET],
    ['A draft says that the list is short.', OUTLET],
    ['The list is short, according to a document circulated to ministers.', OUTLET],
    ['Israel signed the truce, a deal the envoy of Qatar hailed as a turning point.', OUTLET],
    ['Israel’s envoy left without speaking to the press.', OUTLET],
  ])('told in passing, or not said: %s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });
});

describe('asked, and what came of it', () => {
  test.each([
    ['Qatar declined to comment.', QATAR],
    ['Asked about the list, as some had demanded, Qatar declined to comment.', QATAR],
    ['Qatar would not be drawn on the list.', QATAR],
    ['Qatar had no comment.', QATAR],
    ['Qatar declined to give a timetable.', QATAR],
    ['Israel’s foreign ministry would neither confirm nor deny it.', ISRAEL],
    ['Qatar sidestepped a question about the list.', QATAR],
    ['Nor would Qatar discuss the list.', QATAR],
    ['Qatar declined a request for an interview.', QATAR],
    ['Qatar’s spokesman would not get into that.', QATAR],
    // No answer at all is told by the outlet.
    ['Israel did not respond to a request for comment.', OUTLET],
    ['Israel did not immediately comment.', OUTLET],
  ])('%s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });
});

describe('inside, outside, once inside', () => {
  test.each([
    ['A Hamas source with knowledge of the list said that it was short.', 'insider, on-background, hamas'],
    ['A person in the Israeli delegation said that the list was short.', 'insider, on-background, israel'],
    [
      'An Israeli manager, speaking without authorisation, said that the list was short.',
      'insider, on-background, israel',
    ],
    ['People around Ismail Haniyeh say that the list is short.', 'insider, on-background, hamas'],
    ['Ismail Haniyeh’s advisers say that the list is short.', 'insider, on-background, hamas'],
    ['An Israeli who took part said that the list was short.', 'insider, on-background, israel'],
    ['A minister of Israel said that the list was short.', 'insider, on-background, israel'],
    ['The list is short, according to someone at the table.', 'intermediary, on-background, no party'],
    ['A London underwriter said that the list was short.', 'intermediary, on-background, no party'],
    [
      'John Marks, who was envoy when the truce was signed, warned of delays.',
      'former-official, on-the-record, no party',
    ],
    ['Residents of Gaza reported shelling.', 'reporter, on-background, no party'],
    ['The list is short, said an official with knowledge of it.', 'intermediary, on-background, no party'],
    ['It is learnt that a list exists.', 'reporter, deep-background, no party'],
    ['Our foreign desk hears that a list exists.', 'reporter, deep-background, no party'],
    ['People briefed on the talks said that the list was short.', 'intermediary, on-background, no party'],
    ['Sources said that the list was short.', 'intermediary, deep-background, no party'],
    ['The list was short, two bankers said.', 'intermediary, on-background, no party'],
    ['“It will fail,” said John Marks, who teaches politics in Oslo.', 'commentator, on-the-record, no party'],
    ['“It will fail,” said John Marks of the consultancy Northgate.', 'commentator, on-the-record, no party'],
    ['“It will fail,” said a lawyer who has followed such cases.', 'commentator, on-background, no party'],
    [
      '“It will fail,” said John Marks, Israel’s ambassador in Oslo until 2019.',
      'former-official, on-the-record, no party',
    ],
    ['“It will fail,” said John Marks, who led the talks in 2014.', 'former-official, on-the-record, no party'],
    ['A former Israeli minister said that it would fail.', 'former-official, on-background, no party'],
    ['Israel has a draft of its own, it has emerged.', 'reporter, deep-background, no party'],
    ['It is understood that both teams initialled a clause.', 'reporter, deep-background, no party'],
    ['The Courier has learned that both teams initialled a clause.', 'reporter, deep-background, no party'],
    ['The talks have reportedly stalled.', OUTLET],
  ])('%s', (sentence, expected) => {
    expect(voice(sentence)).toBe(expected);
  });
});

describe('carried on', () => {
  const BRIEFED = 'intermediary, on-background, no party';
  test.each([
    ['Three people briefed on the talks said that a list exists. It is short, two of them said.', BRIEFED],
    ['Three people briefed on the talks said that a list exists. “It is quite short indeed,” one quipped.', BRIEFED],
    ['Two people briefed on the talks said that a list exists. Both said it was short.', BRIEFED],
    ['Qatar’s envoy said that talks go on. They are hard, he went on.', QATAR],
    ['Qatar sent a letter, saying that talks go on. The list, the letter went on, is short.', QATAR],
    [
      'An Israeli official said that talks go on. Qatar’s envoy said no more. A list exists, the official said.',
      'official, on-background, israel',
    ],
    ['Ismail Haniyeh flew to Doha. The list is short, he said.', HAMAS],
    [
      'Qatar’s envoy Ann Holt said that talks go on. Two sources said that a list exists. It is short, she said.',
      QATAR,
    ],
    [
      'Two people briefed on the talks said that a list exists. Qatar declined to comment. A third said it was short.',
      BRIEFED,
    ],
    [
      '“It is over,” said Ann Holt, a consultant. Qatar said nothing. The rest, Holt said, is theatre.',
      'commentator, on-the-record, no party',
    ],
    ['Qatar’s foreign ministry called on both sides:\n- to stop the shelling;', QATAR],
  ])('%s', (text, expected) => {
    expect(voice(text)).toBe(expected);
  });

  test('a given name that stands alone is the person of that name', () => {
    const text = 'Prime Minister of Qatar Faisal Karimi arrived. A list exists, Faisal told reporters.';
    expect(voice(text)).toBe(QATAR);
  });
});

test('a minister without a party is of the only state; a chief executive of the only company', () => {
  const known: Known = {
    ...LABOUR,
    parties: [...LABOUR.parties, { party: partyId.parse('canada'), name: 'Canada', role: 'stakeholder' }],
    agreements: [{ agreement: agreementId.parse('pact') }],
  };
  expect(voice('The UAW struck. Labour Minister Ann Holt said that both should talk.', known)).toBe(
    'official, on-the-record, canada',
  );
});

test('a paper that writes of the US is not issued by a party; told in “we”, it is', () => {
  const text = Array.from({ length: 8 }, (_, i) => `US forces left base ${i} in Israel, officials told us.`).join(' ');
  expect(voices(text, TRUCE, 'The Courier')).not.toContain('official, on-the-record, united-states');
  const statement =
    'Statement by the Ministry of Foreign Affairs\nDoha, 3 May 2024\n\nTalks have ended. REACTIONS\nOthers left.';
  expect(voices(statement, TRUCE, 'The Courier')[2]).toBe(QATAR);
});

test('seats of government stand for their country', () => {
  expect(voice('The White House said that talks go on.')).toBe('official, on-the-record, united-states');
  expect(voice('A State Department official said that talks go on.')).toBe('official, on-background, united-states');
});
