/** Cues of what is put on the table: overtures, offers, demands, concessions, positions, support. */
import { cue, type Cue } from '../cue.js';

export const OFFERS: readonly Cue[] = [
  cue(
    'overture',
    'ready to talk',
    `ready|willing|prepared|open|happy|available to|for ~ v:talk|negotiate|meet|sit|discuss|resume|return|engage|bargain|continue|begin|dialogue|start|hold|host|mediate|join
    ready|willing|prepared|open to|for ~ n:talk|negotiation|dialogue|meeting|discussion
    v:invite ~~ to
    v:issue|extend|send ~ n:invitation
    v:offer ~ to ~ v:mediate|host|help|broker|meet|facilitate|talk|resume|hold
    ready to v:help
    v:offer ~ its ~ n:mediation|office|service|help
    v:offer ~ n:mediation|talk
    v:call|appeal|press|urge ~~ to return|come|get ~ to ~ n:table|talk|negotiation
    v:call for|on ~~ n:talk|negotiation|dialogue|meeting|mediation
    v:request|seek|propose|suggest|ask ~~ n:meeting|talk|dialogue|mediation|mediator|negotiation|summit
    v:ask for ~ n:meeting|talk
    door ~ v:be|remain|stay ~ open
    any time|anytime|anywhere
    v:reach out to
    v:express ~ n:willingness|readiness|openness
    v:want to v:talk|negotiate|meet|return
    n:table ~ v:be|remain ~ open
    v:be|stand ready`,
  ),
  cue(
    'proposal',
    'puts an offer',
    `v:propose|table|submit|present|unveil|put ~~ n:proposal|offer|plan|draft|package|text|framework|formula|outline|roadmap|document|paper|bid
    v:put forward
    v:put ~~ on the table
    v:make ~~ n:offer|proposal|counteroffer|counterproposal
    v:offer ~~ #
    v:offer ~ n:raise|increase|pay|wage|release|truce|ceasefire|pause|exchange|amnesty|cut|package|worker|employee
    v:offer to v:free|release|swap|pay|raise|withdraw|lift|cut|buy|reduce|exchange|open|stop|halt|extend|increase|give
    v:propose
    v:suggest ~~ n:truce|exchange|ceasefire|swap|compromise|plan|formula
    n:proposal|offer|plan|draft|package ~ v:call|provide|include|envisage|foresee|contain|cover|involve|consist|envision|stipulate|require|give|raise|be
    n:offer|proposal of
    v:raise|improve|increase|sweeten ~ n:offer
    counter offer|proposal
    counteroffer|counterproposal
    latest|new|revised|final|improved|best|first|last n:offer|proposal
    under the ~ n:proposal|plan|offer|draft
    in exchange|return for
    v:focus|centre|center ~ on ~~ release|exchange
    v:negotiate|discuss ~ n:deal|exchange|swap|truce ~~ under which|whereby|in
    v:swap|exchange|trade ~~ for
    v:give|hand|send|circulate ~~ n:draft|text|proposal|plan|offer
    n:text|draft|offer|proposal ~~ v:call|list|mention|offer|contain
    v:have raise ~ n:offer`,
    { negated: 'denial' },
  ),
  cue(
    'demand',
    'demands',
    `v:demand|insist|require
    v:want|seek ~ #
    v:want ~~ n:raise|increase|guarantee|pay|end|halt|release|withdrawal|cut|recognition|truce|ceasefire|protection|limit|commitment
    v:seek ~ n:raise|increase|guarantee|pay|assurance|protection|compensation|recognition|exemption|concession
    v:insist on|that|upon
    n:demand be|include|remain
    v:call for|on ~~ n:release|withdrawal|end|halt|lifting|raise|cut|removal|ceasefire|truce|increase
    v:ask|press|push for
    v:want|need !to|.|, the|a|an|any|all|more|better|its|their|immediate|international|full|@|#|guarantee|consent|rich
    v:want @ to
    v:ask|press|tell|want @ to
    v:ask ~~ to v:act|stop|release|withdraw|accept|drop|lift|give
    v:insist on v:do|keep|have|get
    v:need to v:be
    have|has to v:end|stop|go|be|change|leave|withdraw
    will|would NOT v:put ~ n:name
    must|should ~ v:release|withdraw|stop|end|halt|lift|cease|pay|free|be|agree|accept|pull|leave|recognize|include|guarantee|disarm|return|sign
    v:set|issue|give ~~ n:deadline|ultimatum|condition
    n:deadline|ultimatum
    as ~ n:condition|precondition
    n:condition|precondition ~ for
    will|would NOT ~ v:sign|end|release|withdraw|stop|agree|accept|return|call|free ~~ until|unless|without
    only|not if|when|once|unless
    no ~ n:deal|agreement|truce|ceasefire|contract|extension ~ without|unless|until
    v:urge|press|warn ~~ to v:stop|accept|release|lift|return|drop|make|show
    v:need to`,
  ),
  cue(
    'concession',
    'yields',
    `v:agree to v:drop|lift|release|free|raise|cut|reduce|allow|withdraw|include|limit|remove|extend|delay|let|give|pay|end|abandon|accept|open|increase|suspend
    v:drop|abandon|soften|waive|relax|ease|scrap|shelve ~~ n:demand|insistence|condition|objection|plan|opposition|requirement|claim|position|proposal
    no longer v:insist|demand|require|object|oppose|seek
    v:make ~~ n:concession
    v:concede|yield|relent|compromise|budge
    v:give way|ground|in
    v:back down
    v:show ~ n:flexibility
    v:lower|reduce|cut|scale ~~ n:demand
    v:come down from
    v:move|go ~ from # ~ to #
    v:meet ~~ halfway
    v:allow|let ~~ n:aid|ship|convoy|inspector|monitor
    v:offer|make ~ n:concession
    as ~ gesture of|gesture`,
    { negated: 'stance' },
  ),
  cue(
    'stance',
    'supports',
    `v:support|favor|favour|defend|advocate|prefer|hope|strive
    v:want|seek|aim|work to
    v:urge|call|appeal ~~ to
    v:call ~ for|on
    v:be ~ committed|determined|keen|eager to
    n:aim|goal|objective|priority|purpose ~~ v:be ~ to
    v:be ~ seek|aim|try|work ~ to
    in favour|favor of
    v:be for
    priority
    v:attach n:importance`,
    { toward: 'supports' },
  ),
  cue(
    'stance',
    'opposes',
    `v:oppose|object|condemn|criticize|criticise|denounce|resist|reject
    v:be ~ against|opposed
    v:rule out
    NOT v:support|favor|favour|want|allow|tolerate|concede|compromise|give|let|budge|recognize|recognise
    never|not v:accept|agree|concede|surrender|yield|allow|compromise|give
    red n:line
    n:concern|objection ~ over|about|to
    cannot|can NOT ~ v:be
    no n:intention of
    v:say no
    v:warn against
    there can|will be no`,
    { toward: 'opposes' },
  ),
  cue(
    'stance',
    'is open',
    `open|willing|prepared|ready to ~ v:consider|discuss|compromise|look|explore|accept|extend|release
    v:be ~ flexible|open ~ on|to|about
    v:consider|study|review|weigh|examine ~ n:proposal|offer|plan|idea|draft|request|option
    could|might|may ~ v:accept|consider|agree|support
    NOT v:rule ~ out
    v:remain undecided
    v:express ~ n:interest`,
    { toward: 'open' },
  ),
  cue(
    'endorsement',
    'backs the talks',
    `v:welcome|applaud|praise|commend|hail|endorse|thank|support|back|bless|laud|salute|encourage
    v:voice|express|reiterate|offer|pledge|give|throw|lend ~~ n:support|backing|appreciation|solidarity|gratitude
    v:stand behind|with
    v:rally behind
    fully|strongly|firmly v:support|back|endorse
    support|backing for
    in support of
    v:pay n:tribute
    v:greet
    important|historic|welcome|major|encouraging|big n:step
    good|great n:news
    n:relief
    v:congratulate`,
  ),
];
