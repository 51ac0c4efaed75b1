/** Judges every passage of an article: sentence by sentence, clause by clause where a sentence says several things. */
import { titledIn } from '../fields/subjects.js';
import type { Known } from '../known.js';
import { partOf } from '../kinds/features.js';
import type { Model } from '../model/trained.js';
import type { Heard } from '../read.js';
import { fannedOut } from './fan-out.js';
import { judge, judgeNext, type Judged } from './judge.js';
import { joined } from './join.js';
import type { Around } from '../parties/around.js';
import { passagesOf, type Placed } from './passages.js';
import { clausesOf } from './split.js';

/** From which likelihood of its kind on a clause is taken for a report of its own. */
const CLEAR = 0.55;

const kindOf = ({ kinds }: Judged): string => kinds[0]?.answer ?? '';
const likelihoodOf = ({ kinds }: Judged): number => kinds[0]?.likelihood ?? 0;

/** As one report, and as a second where that is likely enough too. */
function twice(whole: Judged, around: Around, model: Model): Judged[] {
  const next = judgeNext(whole, around, model);
  return next.confidence >= model.alsoFrom ? [whole, next] : [whole];
}

/** The clauses of a passage by themselves, where each clearly says something else; else the passage as a whole. */
function divided(whole: Judged, { passage, around }: Placed, published: string | undefined, model: Model): Judged[] {
  const clauses = clausesOf(passage.sentence);
  if (clauses.length < 2) return twice(whole, around, model);
  const parts = clauses
    .map(({ from, to }) => partOf(passage, from, to))
    .filter((part) => part.fired.length > 0)
    .map((part) => judge(part, around, published, model))
    .filter((part) => likelihoodOf(part) >= CLEAR && part.worth >= model.worthFrom);
  const kinds = new Set(parts.map((part) => `${kindOf(part)} ${part.whose.party ?? ''}`));
  return kinds.size > 1 && new Set(parts.map(kindOf)).size === parts.length ? parts : twice(whole, around, model);
}

/** What each says, where several speak and more than one says something that is worth recording; else nothing. */
function bySpeaker({ parts, around }: Placed, published: string | undefined, model: Model): Judged[] {
  const judged = parts
    .map((part) => judge(part, around, published, model))
    .filter((part) => part.worth >= model.worthFrom && part.confidence >= model.likelyFrom);
  return judged.length > 1 ? judged : [];
}

/** What is worth recording, in order. */
export function judgeAll(heard: readonly Heard[], known: Known, published: string | undefined, model: Model): Judged[] {
  const titled = titledIn(known);
  const worthy = passagesOf(heard, known).flatMap((placed) => {
    const each = bySpeaker(placed, published, model);
    if (each.length > 0) return each;
    const whole = judge(placed.passage, placed.around, published, model);
    return whole.worth >= model.worthFrom && whole.confidence >= model.likelyFrom
      ? divided(whole, placed, published, model)
      : [];
  });
  return joined(worthy).flatMap((judged) => fannedOut(judged, titled));
}
