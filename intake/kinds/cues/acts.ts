/** Cues of what is done: contacts, roles, agreements and what becomes of them, pressure, halts. */
import { cue, type Cue } from '../cue.js';

export const ACTS: readonly Cue[] = [
  cue(
    'contact',
    'meets',
    `v:meet ~ with|in|at|for|on|@|face|separately|again|his|her|twice|behind
    v:meet
    v:hold|have|conduct ~~ n:talk|meeting|discussion|call|conversation|session|consultation|round|negotiation
    v:speak|talk|confer|consult ~ with|by|to|over ~ @
    v:speak|talk ~ by ~ phone|telephone
    v:meet|talk|speak ~ for ~~ n:hour|minute
    v:go through ~ n:list|text|draft
    v:see ~ n:president|minister|leader|king
    v:telephone|phone|call ~ @
    v:visit
    v:travel|fly|arrive|come ~~ to|in|for ~~ n:talk|meeting|negotiation|discussion
    v:arrive in
    v:send ~~ n:message|letter|delegation|envoy
    v:be ~ in ~ contact|touch
    v:communicate ~ with
    n:contact|line|channel ~ v:be|with|between
    direct n:line
    v:discuss|exchange|brief
    v:receive|host ~ n:delegation|envoy
    sit|sat|sitting ~ down
    v:gather|convene|reconvene`,
    { negated: 'denial' },
  ),
  cue(
    'contact',
    'a round or a day of talks',
    `n:round|session|day|hour|week ~ of ~~ n:talk|negotiation|bargaining|discussion|meeting
    first|second|third|fourth|fifth|sixth|latest|new|another ~ n:round
    n:delegation|team|side|negotiator|negotiators|delegate|party ~ v:meet|gather|sit|hold|spend|return|reconvene|bargain
    marathon
    n:talk|negotiation|bargaining|meeting|round|session ~ v:begin|start|open|take|last|stretch|run|conclude|wrap|end|convene|go|be
    v:bargain|negotiate ~ through|all|over|until|late|for|on
    across the table
    at the ~ n:table`,
  ),
  cue(
    'involvement',
    'takes a role',
    `v:mediate|facilitate|broker
    v:act|serve|step|emerge|intervene ~ as|in
    role of|as ~ n:mediator|facilitator|guarantor|host|broker|go|intermediary|observer
    v:take ~ on ~ n:role
    v:play ~~ n:role
    n:mediator|facilitator|guarantor|broker|intermediary
    v:mediate|broker ~ by ~ @
    v:appoint|name ~~ n:envoy|mediator|negotiator
    will ~ v:monitor|verify|observe|guarantee|oversee
    v:ask ~~ to v:find|help|mediate|facilitate
    v:convene ~ by
    v:be ~ engage|involve ~ in ~ n:talk|negotiation|mediation|effort
    v:join ~ n:talk|negotiation|mediation|effort
    along|together with ~ @
    n:mediation ~ by|led|effort
    v:lead ~~ n:mediation|effort
    v:participate|take ~ part
    v:guarantee|host ~~ n:talk|deal|agreement|negotiation|truce|round`,
    { role: 'mediator' },
  ),
  cue(
    'agreement',
    'agrees',
    `v:agree on|upon|that|to|in
    v:agree
    v:reach|strike|sign|conclude|seal|clinch|secure|announce|hammer|forge|ink|initial|finalize|finalise|win ~~ n:deal|agreement|accord|truce|ceasefire|pact|settlement|memorandum|understanding|contract|compromise|framework|breakthrough|treaty|protocol|arrangement
    n:deal|agreement|accord|truce|ceasefire|pact|settlement|memorandum|contract ~~ v:be|have ~ v:reach|sign|agree|strike|announce|conclude|extend|prolong|renew|finalize
    tentative|preliminary|provisional|interim n:agreement|deal|accord|pact|contract
    n:agreement|deal ~ in principle
    v:extend|prolong|renew ~~ n:truce|deal|agreement|ceasefire|accord|contract|initiative|pause|moratorium
    n:truce|ceasefire|deal|agreement|accord|contract|pact ~ v:provide|include|call|stipulate|take|come|go|give|raise|cover|run|last|enter|contain|set|require|commit|begin
    under the ~ n:deal|agreement|accord|truce|pact|ceasefire|contract|term
    v:settle
    v:be ~ in n:force
    valid until
    v:be v:extend until
    v:shake ~ n:hand
    v:enter|come|go into ~ n:force|effect`,
    { negated: 'assessment', negatedOutlook: 'unresolved' },
  ),
  cue(
    'ratification',
    'decides on the deal',
    `v:ratify
    n:ratification
    v:vote ~~ to|for|in|against|on ~~ approve|ratify|accept|contract|deal|agreement|reject|favor|favour
    n:member|worker|rank|delegate ~~ v:say yes|no
    v:vote|say yes|no
    n:member|worker|voter|parliament|cabinet|senate|lawmaker|congress|knesset|assembly|membership|rank|nurse|teacher|driver|pilot ~~ v:approve|back|vote|ratify|reject|endorse|adopt|pass
    v:approve|reject|pass ~~ by|with ~~ #
    # percent|% ~ v:vote|of ~ in|vote|for|against|to
    n:parliament|cabinet|senate|knesset|bundestag|congress|assembly|duma|rada
    n:vote|voter ~ of # to #
    v:vote down
    n:referendum`,
  ),
  cue(
    'implementation',
    'is carried out',
    `v:free|release|hand ~~ #
    # ~~ v:be|have ~ v:free|release|hand|exchange|return|swap|repatriate|deliver|evacuate|ship|unload|transfer
    v:be ~ v:free|release|return|hand|repatriate
    v:cross ~ into
    v:carry out
    v:implement|fulfil|fulfill|honor|honour
    n:truck|convoy|ship|vessel|shipment|aid ~~ v:enter|leave|cross|arrive|depart|deliver|reach|sail|set
    n:troop|force ~ v:withdraw|pull|leave
    v:begin|complete|start ~~ n:withdrawal|release|exchange|handover|implementation|pullout|redeployment
    n:truce|ceasefire ~ v:take|come|hold|go
    v:hand over
    v:take effect
    first ~ n:group|batch|ship|phase|tranche|convoy
    v:lift|reopen|reinstate|resume ~~ n:blockade|port|border|crossing|sanction|tariff|service|flight|export`,
  ),
  cue(
    'violation',
    'breaks the agreement',
    `v:violate|breach|break|flout ~~ n:truce|ceasefire|agreement|deal|accord|term|contract|treaty|pact|commitment|promise|law
    v:violate|breach
    n:violation|breach of
    v:accuse ~~ v:violate|breach|break
    in ~ n:violation|breach of
    despite|in spite of ~~ n:truce|ceasefire|agreement
    contrary to ~ n:agreement|deal|accord
    v:fail to ~ v:comply|honor|honour|implement|fulfil|fulfill|meet|respect|uphold|deliver
    v:renege on`,
  ),
  cue(
    'pressure',
    'strikes',
    `v:strike
    go|went|going|be ~ on strike
    v:walk ~ out|off
    n:walkout
    n:strike ~ v:begin|start|continue|enter|expand|last|spread|go|be
    v:launch|stage|begin|start|expand|call|extend|hold|continue ~~ n:strike|walkout|stoppage|picket|slowdown
    n:picket
    v:down tool
    on ~ n:strike since
    n:overtime ban
    work to rule`,
    { measure: 'strike' },
  ),
  cue(
    'pressure',
    'uses force',
    `v:bomb|shell|attack|shoot|kill|raid|bombard|strike|hit|target|invade|besiege|storm|fire|capture|seize
    air n:strike|raid
    n:airstrike|airstrikes|shelling|bombardment|offensive|bombing|assault|raid|attack ~ v:kill|continue|hit|on
    v:launch|conduct|carry|intensify|step|mount|continue|press ~~ n:offensive|attack|strike|airstrike|operation|assault|bombardment|raid|missile|rocket
    n:offensive
    v:step up ~ n:offensive|attack|operation
    n:fighting ~ v:continue|intensify|erupt|rage|escalate`,
    { measure: 'armed force' },
  ),
  cue(
    'pressure',
    'sanctions, tariffs, lockouts',
    `v:impose|announce|slap|threaten|raise|introduce|levy|extend ~~ n:sanction|tariff|ban|embargo|blockade|duty|restriction|curb
    n:sanction|tariff|embargo|blockade|lockout|boycott
    v:lock ~ out
    v:lay ~ off
    v:block|blockade|ban|suspend|cut|freeze|halt ~~ n:import|export|aid|port|supply|access|shipment|trade|fuel|gas|road|border
    v:close ~~ n:border|port|crossing|plant
    v:expel
    v:freeze ~ n:asset|account
    v:deploy|mobilize|mobilise
    v:threaten to|with`,
    { measure: 'sanctions' },
  ),
  cue(
    'suspension',
    'halts',
    `v:suspend|halt|pause|freeze|postpone|adjourn|break ~~ n:talk|negotiation|participation|round|dialogue|session|process|implementation|part|deal|agreement|cooperation|bargaining|membership|truce|off
    n:talk|negotiation|round|bargaining|dialogue|participation ~~ v:be|have ~ v:suspend|halt|pause|stall|postpone|break|freeze|interrupt|adjourn
    v:suspend|halt
    v:break off
    v:call ~ off
    n:suspension of
    v:leave|quit ~ n:table|talk
    on hold`,
    { negated: 'denial' },
  ),
  cue(
    'resumption',
    'starts again',
    `v:resume|restart|reopen|revive|relaunch|rejoin|reconvene ~~ n:talk|negotiation|bargaining|dialogue|participation|discussion|process|round|mediation|table|contact|deal|agreement
    n:talk|negotiation|bargaining|dialogue|discussion ~~ v:resume|restart|reopen|reconvene
    v:resume|restart
    v:return|go|come|get ~ back? to ~ n:table|talk|negotiation
    back at|to|on ~ n:table|talk|negotiation|track
    n:resumption of`,
    { negated: 'denial' },
  ),
  cue(
    'breakdown',
    'fails',
    `n:talk|negotiation|round|bargaining|meeting|summit|dialogue|effort ~~ v:collapse|fail|end|break|conclude|fall|founder|close|finish ~~ without|down|apart|in|with no|through
    n:talk|negotiation|round|bargaining|summit ~~ v:collapse|fail|founder
    v:break down
    v:walk ~ out|away ~ of|from ~ n:talk|negotiation|meeting|room|table
    v:walk|storm ~ out|away
    v:fall|come apart
    without ~ n:agreement|deal|breakthrough|result|progress
    v:fail to ~ v:reach|agree|produce|secure|resolve|bridge
    n:collapse|failure|breakdown of
    v:terminate|renounce|abandon|scrap|cancel|tear|quit|leave|exit ~~ n:agreement|deal|truce|ceasefire|talk|accord|pact|treaty|negotiation|initiative
    v:withdraw|pull ~ out? from|out|of ~ n:agreement|deal|talk|accord|initiative|pact|treaty
    v:end ~ n:deal|agreement|truce|ceasefire|participation`,
    { negated: 'denial' },
  ),
  cue(
    'conclusion',
    'is over',
    `v:conclude|complete|finalize|end|close ~~ n:process|negotiation|chapter|mission|dispute
    n:dispute|crisis|standoff ~ v:be|have ~ over|end|settle|resolve
    v:bring|mark|put ~~ n:end to|of
    n:contract|agreement|treaty ~ v:take|enter ~ into? effect|force
    v:dissolve
    full n:implementation
    all ~ n:hostage|captive|prisoner ~ v:be|have ~ v:free|return
    final n:signature|signing
    v:end ~ n:war|dispute`,
  ),
];
