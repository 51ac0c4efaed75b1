/** Cues in the idiom of the news, of what is said, offered, asked and answered. */
import { cue, type Cue } from '../cue.js';

const DAYS =
  'n:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december';

export const IDIOMS_OF_WORDS: readonly Cue[] = [
  cue(
    'concession',
    'gives up, comes down',
    `v:give up ~ n:objection|demand|claim|insistence|plan|idea|opposition|right|veto|ministry
    v:drop|lift|overcome|swallow ~ n:objection|veto|reservation|opposition|cut|cap
    can|could v:live with
    v:settle for
    v:scale|trim|water|tone ~~ back|down
    v:blink|cave
    v:come ~ down|up ~ from|to
    v:stop v:insist|demand|ask|object
    v:throw in
    v:let go of
    v:pull|step|row|back ~ back|down|away ~ from|over|on ~ n:demand|plan|insistence|idea
    v:agree not to
    v:renounce|forgo|forego|relinquish
    v:do|take ~ n:step toward|towards`,
    { negated: 'stance' },
  ),
  cue(
    'proposal',
    'floats an idea',
    `in return|exchange
    v:float|dangle|pitch|tender|outline|sketch
    v:hold out ~ n:prospect|possibility
    v:lay|set out ~~ n:plan|roadmap|vision|proposal|timetable|map
    what @ v:be|have ~ v:offer|propose|in
    n:compromise|text|draft|outline|formula|paper|map ~ would|will|'d
    v:come ~ up? ~ with ~ n:idea|proposal|plan|offer|formula
    v:counter|respond|reply ~ with ~ n:offer|proposal
    under ~ n:plan|formula|outline|compromise|package|draft|deal ~~ would
    v:put ~ n:idea`,
  ),
  cue(
    'demand',
    'urges, makes it a condition',
    `v:urge|beg|implore|exhort|order|instruct|plead|appeal ~~ to
    v:tell @ to
    v:hold out for
    v:make|tie|link ~~ conditional|to|condition on|upon|to
    as soon as
    v:have ~ to ~ first
    v:move|come|go|act|stop|withdraw|release ~ first
    or else|forget
    it be for|up ~ @ to
    v:give ~~ until
    v:expect @ to
    v:press|push|lobby ~ for|to
    v:seek|want ~ n:assurance|pledge|promise|exemption|share|access|language`,
  ),
  cue(
    'overture',
    'reaches out',
    `v:put|send ~ out ~ n:feeler
    v:extend ~ n:hand
    v:stand ready
    at any n:time|moment|hour
    day or night
    v:approach @
    v:express|voice|signal|show ~~ n:interest|willingness|readiness|desire|openness
    open to ~ n:talk|dialogue|mediation|negotiation|meeting
    v:leave ~ n:door ~ open
    NOT v:close ~ n:door
    v:summon ~~ to|for
    v:offer to v:bring|talk|sit|come|stay
    prepared|ready|willing to v:stay|work|sit|come`,
  ),
  cue(
    'no-comment',
    'keeps silent',
    `NOT be v:draw
    v:keep|stay|remain ~ silent|mum|quiet
    tight - lipped
    v:sidestep|dodge|duck|deflect|parry ~~ n:question
    have no ~ n:comment|update|statement
    v:decline|refuse ~ comment
    v:be not v:say|tell|talk
    no n:reply|answer ~ from
    v:abstain|refrain from ~ v:make|comment
    v:avoid v:reveal|comment|answer|give
    v:say nothing`,
  ),
  cue(
    'denial',
    'plays down',
    `v:play down
    v:push back ~ on|against
    v:brush|wave|shrug|laugh ~~ aside|off|away
    v:pour cold n:water
    no such n:meeting|deal|offer|plan|talk|thing|agreement|undertaking|promise|request
    nothing ~ v:be|have ~ v:agree|decide|promise|sign
    NOT ~ the case
    no ~ n:plan|intention to
    NOT ~ aware of
    made up
    v:say otherwise
    not so
    v:be NOT what|how|true
    nobody|nothing ~ v:have|be`,
  ),
  cue(
    'rejection',
    'will have none of it',
    `v:brush|wave|bat ~~ aside|off|away
    v:throw|strike ~~ out
    out of the n:question
    v:pour scorn
    short n:shrift
    deaf n:ear
    want none of
    nothing to do with
    n:step back|backward|backwards
    v:veto
    v:shoot ~~ down
    non-starter
    n:surrender|insult|joke|trap|blackmail|capitulation
    not up for n:discussion|debate|negotiation
    NOT for sale
    v:find ~ wanting
    NOT ~ basis
    v:turn ~ away
    flat|flatly|outright`,
  ),
  cue(
    'acceptance',
    'goes along',
    `v:sign off
    v:go along with
    v:give ~~ n:blessing|nod|consent
    v:give ~~ go - ahead
    v:take up ~ n:offer|invitation
    n:yes ~ v:come|reach|arrive
    v:put ~ n:name|signature to
    v:bow|accede to
    v:heed ~ n:call
    v:sign up to
    v:agree to ~ n:mediation|arbitration|request|talk`,
    { negated: 'rejection' },
  ),
  cue(
    'withdrawal',
    'rows back',
    `v:take back
    v:walk ~~ back
    v:backtrack|row ~ back? on
    v:withdraw ~ n:candidate|candidacy|notice|threat|objection
    v:call off ~ n:strike|walkout|action
    v:give up ~ n:candidacy|seat|post`,
  ),
  cue(
    'endorsement',
    'applauds',
    `v:throw ~ n:weight|support ~ behind
    v:be|stand ~ behind
    v:celebrate|cheer|toast|rejoice
    turning n:point
    historic|milestone|breakthrough
    v:call ~~ good|important|welcome|milestone
    delighted
    v:send ~ n:congratulation
    v:encourage`,
  ),
  cue(
    'refusal',
    'stays away',
    `v:stay away
    v:shun|snub|skip ~ n:talk|meeting|round|conference|invitation
    v:turn ~ n:back on ~ n:talk
    NOT ~ v:share ~ n:table
    NOT v:deal|sit|speak|meet with
    v:refuse to v:sit|see|receive
    no n:place ~ for ~ n:mediator|mediation`,
  ),
  cue(
    'confirmation',
    'is to take place',
    `v:be to v:meet|travel|vote|begin|start|speak|visit|sign|open|convene
    v:be|remain scheduled|planned|expected|due|slated ~ for|to
    will ~ v:meet|begin|start|resume|vote|publish|circulate|sign|travel|take ~~ ${DAYS}|tomorrow|today
    on ~ n:way to
    v:receive ~ n:letter|draft|text|reply|paper|answer
    v:go ahead
    v:take n:effect on
    the n:date ~ v:stand|set
    v:hold # ~ n:prisoner|hostage|captive
    v:let @ know`,
  ),
];
