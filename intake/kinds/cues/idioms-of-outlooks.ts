/** Cues in the idiom of the news, of how the talks go. */
import { cue, type Cue } from '../cue.js';

const DAYS =
  'n:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december';

export const IDIOMS_OF_OUTLOOKS: readonly Cue[] = [
  cue(
    'assessment',
    'draws nearer',
    `v:come|get|move|edge|inch ~ closer
    v:edge|inch ~ toward|towards
    on ~ n:track|path
    n:tone|mood|atmosphere ~ v:change|improve|lift
    v:be ~ go well
    v:turn ~ n:corner
    n:convergence
    a long way ~ since|in
    has ~ v:shift`,
    { outlook: 'progress', negated: 'assessment', negatedOutlook: 'deadlock' },
  ),
  cue(
    'assessment',
    'all but done',
    `all but v:do|agree|certain|final|over
    home n:stretch
    ready to be? v:sign
    n:matter of n:hour|day
    v:close in on
    finish n:line
    as early|soon as ~ ${DAYS}
    within n:hour|day
    no ~ n:obstacle ~ left
    only ~ n:signature|date|detail
    could come ~ n:hour|day|week`,
    { outlook: 'imminent', negated: 'assessment', negatedOutlook: 'remote' },
  ),
  cue(
    'assessment',
    'not settled yet',
    `v:be|have yet to
    in n:bracket
    up in the air
    hard|hardest|difficult|toughest n:part
    toughest n:issue
    still ~ v:come|be
    n:question ~ of who|how
    early|this n:stage
    a basis`,
    { outlook: 'unresolved' },
  ),
  cue(
    'assessment',
    'hangs in the balance',
    `fifty - fifty
    n:odds|chance|chances
    but only just
    v:buy n:time
    wait and see
    n:test of
    n:window ~ v:close
    v:fall|come apart
    little ~ but
    NOT v:be v:do`,
    { outlook: 'mixed' },
  ),
  cue('assessment', 'is of an opinion', 'v:reckon|think|doubt|predict|expect|believe'),
  cue(
    'assessment',
    'nowhere in sight',
    `n:mile|pole|world apart
    no n:end in sight
    NOT ~ any n:time soon
    out of n:reach
    NOT around the n:corner
    n:miracle
    wishful n:thinking
    v:be ~ n:theatre|theater
    NOT v:see who|how|any|an`,
    { outlook: 'remote' },
  ),
  cue(
    'assessment',
    'treads water',
    `v:grind|ground|come ~ to a n:halt|standstill
    v:go|run|turn ~ in|round|around ~ n:circle|circles
    v:go nowhere
    end of the n:road
    NOT ~ n:inch|millimetre|step
    NOT v:advance
    v:hit ~ n:wall|snag
    v:be dead
    v:run aground
    NOT ~ v:lead ~ anywhere
    grim`,
    { outlook: 'deadlock' },
  ),
];
