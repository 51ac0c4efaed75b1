/** What goes on being said: a quotation that is carried on into the next sentence is one report with it. */
import type { Judged } from './judge.js';

/** Sentences further apart are no one statement. */
const NEAR = 3;

const isCarriedOn = ({ passage: { voice } }: Judged): boolean =>
  voice.how === 'quotation' && voice.reasons.some(({ says }) => says.startsWith('carried on'));

/** Whether the second says on what the first says: by the same voice, of the same kind and party. */
function goesOn(first: Judged, second: Judged): boolean {
  if (!isCarriedOn(second) || first.passage.voice.name !== second.passage.voice.name) return false;
  const end = (first.goesOnIn ?? []).at(-1)?.end ?? first.passage.sentence.span.end;
  if (second.passage.sentence.span.start - end > NEAR) return false;
  return first.kinds[0]?.answer === second.kinds[0]?.answer && first.whose.party === second.whose.party;
}

export function joined(judged: readonly Judged[]): Judged[] {
  const found: Judged[] = [];
  for (const one of judged) {
    const before = found.at(-1);
    if (before && goesOn(before, one))
      found[found.length - 1] = { ...before, goesOnIn: [...(before.goesOnIn ?? []), one.passage.sentence.span] };
    else found.push(one);
  }
  return found;
}
