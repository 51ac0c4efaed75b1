/** Cues of answers: yes and no to what is claimed, offered or asked. */
import { cue, type Cue } from '../cue.js';

export const ANSWERS: readonly Cue[] = [
  cue(
    'confirmation',
    'confirms',
    `v:confirm|acknowledge|admit|concede|verify
    v:acknowledge|admit that`,
  ),
  cue(
    'confirmation',
    'says that talks go on',
    `n:talk|negotiation|discussion|bargaining|contact|consultation v:be|have ~ v:continue|ongoing|underway|hold|go|proceed
    n:talk|negotiation|discussion|bargaining|contact|consultation ~ v:continue
    n:delegation|side|negotiator ~ at the table
    n:talk|negotiation|discussion|consultation be ~ under way
    n:talk|negotiation|discussion be ~ underway|ongoing
    still|currently v:negotiate|talk|bargain
    be ~ v:negotiate|talk|bargain with
    be in n:talk|negotiation|discussion
    channel ~ remain|be|stay open`,
  ),
  cue(
    'confirmation',
    'announces talks for a later day',
    `n:talk|round|meeting|negotiation|bargaining|session|summit will ~ v:be|take|begin|start|resume|open|continue|hold
    n:talk|round|meeting|negotiation|session|summit be ~ v:schedule|plan|expect|due|set
    will v:meet|travel|send|host|attend|hold
    be ~ to v:meet
    v:schedule|plan ~ n:talk|round|meeting|negotiation|session
    n:round|talk|meeting|session|negotiation ~~ will|'ll ~ v:begin|start|take|be|resume|open|continue|hold
    v:meet again
    next n:round ~~ v:be|will|begin
    v:agree to v:meet|talk|hold|resume`,
  ),
  cue(
    'confirmation',
    'a vote to strike',
    `v:vote ~~ v:authorize|authorise ~ strike
    v:authorize|authorise ~ n:strike
    strike n:authorization|authorisation|mandate|vote
    v:vote ~ to v:strike
    v:vote ~ in favour|favor of ~ n:strike|walkout
    v:call ~ strike ~~ v:begin|start|from|on
    v:receive|have|confirm ~ v:receive ~ n:proposal|offer|response|draft|plan`,
  ),
  cue(
    'confirmation',
    'it is so',
    `it|this|that be true
    indeed|yes
    v:be aware of
    v:know ~ that
    number|fate|whereabouts ~~ v:be|remain ~ unknown|unclear`,
  ),
  cue(
    'denial',
    'denies',
    `v:deny|refute|dispute|contradict|rebut
    v:dismiss ~~ n:report|claim|rumor|rumour|allegation|suggestion|speculation|accusation
    v:reject ~~ n:report|claim|allegation|suggestion|accusation|charge|characterization|notion|assertion
    v:call|describe|brand ~~ false|untrue|baseless|fabricated|inaccurate|fake|nonsense|lie|misleading|unfounded
    report|claim|allegation ~ be ~ false|untrue|baseless|wrong|inaccurate|unfounded
    not true|so
    v:be false|untrue|wrong|baseless|incorrect|nonsense|fabricated
    v:overstate|exaggerate|misrepresent
    no .|,
    v:reject|dispute ~ n:version|account|story|narrative|reading
    know nothing of|about
    nobody ~~ v:talk|discuss|negotiate|plan ~ about|of
    nothing ~ to do with
    no n:truth|basis ~ in|to|for`,
  ),
  cue(
    'denial',
    'there are no talks',
    `there be ~ no ~ n:talk|negotiation|contact|discussion|dialogue|plan|deal|agreement|truce|ceasefire
    there be ~ not ~ n:talk|negotiation|contact|discussion|dialogue
    no ~ n:talk|negotiation|contact|discussion ~ v:be|have ~ v:take|hold|go|underway|ongoing|schedule|plan
    no ~ n:talk|negotiation|contact|meeting with
    NOT ~ in|hold|holding|any ~ n:talk|negotiation|contact
    NOT v:negotiate|talk|speak ~ with
    not v:be ~ v:negotiate|invite|inform|consult|ask|offer
    have NOT ~ v:receive|see|agree|accept|sign|ask|make|offer|promise|commit|decide|request|get
    no ~ n:decision|agreement|deal|offer|proposal|date ~ v:be|have ~ v:make|take|reach|set|receive|present
    no ~ secret n:talk|deal|agreement`,
  ),
  cue(
    'acceptance',
    'accepts',
    `v:accept|embrace
    v:agree to ~ n:proposal|plan|offer|demand|term|condition|request|invitation|truce|ceasefire|extension|draft|framework|mediation|talk
    v:agree ~ on condition
    v:approve|adopt ~~ n:proposal|plan|offer|draft|framework|deal|agreement|text|outline
    v:say yes
    v:respond|reply ~ positively
    v:give ~ n:approval|consent|assent|nod|green
    v:sign|go off on
    v:back|endorse ~ own ~ deal
    n:committee|board|council|leadership|executive ~ v:approve|endorse|recommend|vote
    v:recommend ~~ n:ratification|approval|acceptance|deal|agreement|contract|yes
    v:welcome ~ n:invitation
    willing|ready|prepared to v:accept`,
    { negated: 'rejection' },
  ),
  cue(
    'rejection',
    'turns down',
    `v:reject|spurn|rebuff|decline ~~ n:offer|proposal|plan|demand|call|term|condition|deal|ultimatum|draft|invitation|truce|ceasefire|appeal|idea|bid|framework|request|mediator|package|contract|one
    v:reject
    v:turn ~~ down
    v:spurn|rebuff|snub|scorn
    v:refuse to v:accept|sign|agree|consider|endorse|counter
    v:have NOT ~ v:answer|counter
    v:refuse ~ n:offer|proposal|demand|deal|plan|term
    v:rule ~ out ~~ n:proposal|offer|plan|concession
    NOT v:accept|agree
    will|can|could|would NOT ~ v:accept|agree|sign
    v:vote ~ against ~ n:offer|proposal|plan
    unacceptable|insulting|inadequate|insufficient
    v:dismiss ~ n:offer|proposal|plan|demand
    non starter
    v:fall ~ short
    v:describe|call ~ n:offer|proposal ~~ insult|unacceptable|inadequate|nonstarter|joke
    v:say no to`,
    { negated: 'no-comment' },
  ),
  cue(
    'refusal',
    'will not talk',
    `v:refuse to v:talk|negotiate|meet|sit|engage|bargain|attend|speak|join|participate|return|come|hold|discuss|send
    v:rule ~ out ~ n:talk|negotiation|dialogue|meeting|contact|mediation
    will|would NOT ~ v:negotiate|talk|meet|sit|attend|speak|bargain|return|participate|take|join|send|deal|engage
    NOT v:negotiate|talk ~ with ~ n:terrorist|@
    no ~ n:talk|negotiation|dialogue ~ until|unless|before|under|while|as
    v:reject|refuse|decline|spurn ~~ n:mediation|talk|negotiation|dialogue|meeting|invitation
    v:boycott
    NOT v:be ~ ready|willing|prepared ~ to v:talk|negotiate|meet|sit
    there be nothing to v:discuss|negotiate|talk
    no point ~ v:talk|negotiate|meet`,
  ),
  cue(
    'no-comment',
    'declines to speak',
    `v:decline|refuse to ~ v:comment|speak|discuss|elaborate|say|answer|confirm|respond|give|disclose|be|provide
    NOT ~ v:comment|elaborate
    will|would|could NOT ~ v:discuss|comment|say|elaborate|confirm|be v:draw
    NOT ~ v:answer|return ~ n:message|call|question|email|request
    have nothing to v:say|add|announce
    NOT v:negotiate in n:public
    NOT ~ v:respond|reply ~ to ~ n:request|question|message|call|email|inquiry
    NOT ~ immediately ~ v:respond|comment|reply|return
    no ~ immediate ~ n:comment|response|reaction
    no n:comment
    v:confirm nor deny
    neither v:confirm nor v:deny
    could NOT ~ be v:reach
    make no ~ n:comment|statement`,
  ),
  cue(
    'withdrawal',
    'takes back',
    `v:withdraw|retract|rescind|revoke|recant ~~ n:offer|proposal|demand|statement|claim|threat|bid|recognition|draft|consent|remark|concession|support|request|guarantee
    v:take|pull ~~ off the table
    v:be no longer ~ on the table
    v:back out|away
    v:go back on
    v:walk back
    v:renege
    offer|proposal ~ v:be|have ~ v:withdraw|lapse|expire
    v:pull ~ n:offer|proposal`,
  ),
];
