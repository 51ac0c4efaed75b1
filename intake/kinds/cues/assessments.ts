/** Cues of how a voice says that the talks go. */
import { cue, type Cue } from '../cue.js';

export const ASSESSMENTS: readonly Cue[] = [
  cue(
    'assessment',
    'progress',
    `n:progress|headway|momentum
    v:make|see|report|cite ~~ n:progress|headway
    v:be|remain ~ optimistic|hopeful|encouraged|confident|upbeat
    positive|right|good|promising|constructive|productive|fruitful|encouraging ~ n:direction|sign|step|talk|meeting|discussion|track|atmosphere|signal
    constructive|productive|fruitful|encouraging|promising|hopeful
    v:move|go ~ forward|ahead|well
    v:narrow|bridge|close ~~ n:gap|difference
    n:gap|difference ~ v:narrow|have|be ~ v:narrow
    step|moving ~ forward
    breakthrough
    n:optimism
    v:advance
    go fast
    get ~ smaller
    v:shift`,
    { outlook: 'progress', negatedOutlook: 'deadlock', negated: 'assessment' },
  ),
  cue(
    'assessment',
    'close to a deal',
    `close|closer|near|nearing|nearer to? ~ n:deal|agreement|accord|truce|breakthrough|settlement|contract|finish
    v:near|approach ~ n:deal|agreement|truce|conclusion|extension
    n:deal|agreement|truce|accord|breakthrough|settlement ~ v:be ~ imminent|close|near|possible|hand|reach
    imminent
    within ~ n:day|hour|reach
    in ~ final n:stage|phase|stretch|hour
    final n:stage|touch|stretch|detail|hurdle
    v:finalize|finalise ~ n:detail
    v:expect ~~ n:deal|agreement ~~ n:day|hour|week|today|tomorrow|tonight|soon|shortly
    step away
    v:come by n:monday|tuesday|wednesday|thursday|friday|saturday|sunday`,
    { outlook: 'imminent', negatedOutlook: 'remote', negated: 'assessment' },
  ),
  cue(
    'assessment',
    'points remain open',
    `n:difference|gap|issue|point|question|obstacle|sticking|disagreement|hurdle|work|detail ~ v:remain|persist|stay|be ~ open|outstanding|unresolved|left|over|on|to|between|in|remain
    v:remain ~ unresolved|open|outstanding|unclear|divided|apart|uncertain
    n:difference|gap|disagreement|obstacle|hurdle ~ v:remain|persist
    still ~ n:work|gap|difference|issue|disagreement|way
    sticking n:point
    no ~ n:agreement|deal|consensus|accord ~ v:be|have ~ v:reach|make|achieve
    not|yet ~ v:reach|agree|finalize|resolve|settle ~ n:agreement|deal|consensus|on
    v:have yet to
    unresolved|outstanding
    still v:dispute
    v:be ~ v:dispute
    NOT ~ there yet
    NOT v:settle|resolve
    much|more|some ~ n:work
    v:disagree|differ over|on|about
    key|main|biggest ~ n:obstacle|dispute|difference|hurdle|issue`,
    { outlook: 'unresolved' },
  ),
  cue(
    'assessment',
    'mixed',
    `n:progress ~~ but|though|although|however|while
    v:make ~~ n:progress ~~ but
    v:complicate|hamper|hinder|slow|threaten|undermine|jeopardize|strain|cloud|overshadow ~~ n:talk|effort|negotiation|mediation|deal|process|truce
    fragile|cautious|cautiously|difficult|tough|complex|challenging|delicate|mixed|slow|tense
    ups and downs`,
    { outlook: 'mixed' },
  ),
  cue(
    'assessment',
    'far from a deal',
    `far|long ~ apart|from|way
    v:be ~ far ~ from
    a long way
    v:be ~ pessimistic|skeptical|sceptical|doubtful|doubt
    v:doubt|despair
    unlikely|slim|dim|remote|bleak|distant
    little ~ n:hope|chance|prospect|sign|progress|optimism
    no ~ n:prospect|chance|hope
    NOT v:expect ~~ n:deal|agreement|breakthrough
    wide n:gap
    low n:expectation
    v:run out of n:time
    nowhere near
    as far apart
    NOT v:see ~ n:deal|agreement
    n:mandate`,
    { outlook: 'remote' },
  ),
  cue(
    'assessment',
    'deadlock',
    `n:deadlock|impasse|stalemate|standstill|gridlock|standoff
    v:stall|deadlock|stick|stuck|bog|falter
    no ~ n:progress|breakthrough|breakthroughs|movement|headway|sign
    NOT ~ v:make|report|see ~~ n:progress|breakthrough|headway
    v:be ~ stalled|deadlocked|stuck|entrenched|frozen|blocked|intransigent
    entrenched
    dead n:end
    v:dig ~ in
    v:refuse to ~ v:budge|move|compromise|bend
    NOT v:budge|move|change
    NOT ~ v:lead anywhere
    n:gap ~ too wide`,
    { outlook: 'deadlock' },
  ),
];
