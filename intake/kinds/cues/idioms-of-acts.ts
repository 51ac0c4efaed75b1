/** Cues in the idiom of the news, of what is done: what it says of a kind in other words than the plain ones. */
import { cue, type Cue } from '../cue.js';

export const IDIOMS_OF_ACTS: readonly Cue[] = [
  cue(
    'breakdown',
    'comes to an end',
    `v:come to an n:end
    v:hand|give|return ~~ n:mandate
    v:walk off
    v:leave|quit ~ n:call|room|meeting|venue|building|hall|session|negotiation|table
    v:storm|stalk out|off
    v:hang up
    v:pack ~ n:bag
    v:end|conclude|close ~ without ~ n:agreement|deal|result|breakthrough|accord|consensus|communique|text|treaty
    v:end|conclude|close ~ in ~ n:failure|acrimony|disarray
    v:break up
    v:give up on ~ n:talk|deal|agreement
    v:declare ~~ dead|over|failed|failure
    v:fall through
    v:be|'s over`,
  ),
  cue(
    'contact',
    'telephones, sees, passes word',
    `v:telephone|phone|ring
    v:reach ~~ by ~ n:telephone|phone
    on the n:phone ~ with|to
    v:shuttle ~ between
    v:sound out
    v:pass|carry|convey|deliver ~~ n:message|letter|note|word
    v:exchange ~ n:message|letter|text|e-mail|email|view
    v:sit|sat ~ across|opposite|together|down
    v:dine|lunch|huddle|confer
    behind closed n:door
    v:spend ~~ in n:talk
    by ~ n:video|telephone|phone
    v:hold ~ separate`,
    { negated: 'denial' },
  ),
  cue(
    'agreement',
    'has a deal',
    `v:shake n:hand
    v:have a n:deal
    v:arrive|come ~ to|at ~ n:agreement|understanding|deal|term
    v:bury ~ n:hatchet
    v:adopt ~ n:text|declaration
    v:initial
    common n:ground
    n:deal|agreement|accord ~ v:set|see|foresee|admit|spell|cover
    v:be v:agree|settle`,
    { negated: 'assessment', negatedOutlook: 'unresolved' },
  ),
  cue(
    'involvement',
    'lends a hand',
    `v:lend ~ n:venue|hand
    honest n:broker
    go - between
    v:bring ~~ together
    v:step ~ in|back|aside
    under the n:auspices
    v:be v:host|mediate|broker|convene|facilitate by
    v:host|chair|convene`,
    { role: 'mediator' },
  ),
  cue(
    'implementation',
    'comes about',
    `v:fall silent
    v:pull ~ back|out ~ from
    v:pardon
    first ~ n:instalment|installment|payment
    v:pay out
    v:bring|fly|come|send ~ home
    v:put ~~ into n:effect|practice
    v:begin at midnight
    v:walk|cross ~ free|across
    under the n:truce|deal|agreement ~~ v:free|release|leave|enter`,
  ),
  cue(
    'pressure',
    'turns the screw',
    `v:hit back
    v:retaliate
    v:go ahead ~~ n:strike|picket|action
    n:picket|picketing|strike ~ v:go|continue
    v:tighten ~ n:siege|blockade|noose
    v:cut ~ off
    v:take ~ to the n:street
    v:recall ~ n:ambassador
    v:flatten|pound|overrun|burn|level
    v:fire ~ # ~ n:rocket|missile|shell
    v:trade ~ n:fire|blow
    v:mass|amass ~ n:troop
    v:threaten`,
    { measure: 'pressure' },
  ),
  cue(
    'suspension',
    'stands still for now',
    `v:put|place ~~ on hold|ice
    v:recall ~ n:negotiator|delegation|team
    v:take a n:break
    n:pause in
    v:call ~~ off
    until further n:notice
    v:stay away from ~ n:talk|session|meeting`,
  ),
  cue(
    'resumption',
    'is on again',
    `v:pick|take ~ up ~ again
    v:get ~ back ~ under|on
    v:be ~ on again
    v:start ~ again
    v:go back into ~ n:room|talk|session`,
  ),
];
