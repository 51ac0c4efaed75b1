/** The card of a negotiation. */
import type { CardAnswer } from '../../../../answers/publishing/briefing.js';
import { listed } from '../../../../events/words/list-words.js';
import type { Layout } from '../layout.js';

const named = (people: CardAnswer['says']): string => listed(people.map(({ name }) => name)) || 'nobody who takes part';

export const cardLayout = (card: CardAnswer): Layout => [
  { heading: card.title },
  card.sentence.words,
  `${card.past ? 'a past moment, ' : ''}as of ${card.asOf}${card.lensWords.length ? `; read ${card.lensWords.join('; ')}` : ''}`,
  {
    head: ['', ''],
    rows: [
      ['phase', `${card.phase}${card.contested ? ', contested' : ''}`],
      ['say so', named(card.says)],
      ['deny it', named(card.denies)],
      ['newest report', card.newest],
      ['sources', listed(card.sources)],
      ['reports', card.because.join(' ')],
      ...(card.proof
        ? [['in the log', `entry ${card.proof.index + 1} of ${card.proof.size}, root ${card.proof.root}`]]
        : []),
    ],
  },
];
