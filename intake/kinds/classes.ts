/**
 * Classes of words that the news uses for one another: what was learned of “spurn” is known of “rebuff”. A word may be of
 * several. Dictionary forms; verbs, nouns and adjectives apart only where they differ.
 */
const CLASSES: Readonly<Record<string, string>> = {
  accept:
    'accept embrace approve adopt endorse consent assent acquiesce agree ok okay nod blessing approval acceptance assent swallow ratify',
  reject:
    'reject spurn rebuff snub scorn decline refuse veto dismiss repudiate nix rubbish scotch deride mock disdain balk baulk rejection refusal veto rebuff unacceptable unworkable insulting insult inadequate derisory nonstarter laughable',
  deny: 'deny refute dispute contradict rebut disavow disown debunk gainsay denial untrue false baseless unfounded fabricated fabrication lie nonsense fiction fantasy invention wrong inaccurate incorrect misleading bogus hogwash',
  confirm: 'confirm acknowledge admit verify corroborate concede recognise recognize confirmation true indeed',
  demand:
    'demand insist require want seek need call press request ask urge exhort must should condition precondition ultimatum deadline prerequisite insistence requirement claim push pressure guarantee guarantees',
  offer:
    'offer propose table submit present unveil float suggest tender pitch proposal offer package plan draft text outline blueprint roadmap formula paper bid counteroffer counterproposal framework compromise term swap exchange tranche envisage foresee envision entail',
  yield:
    'concede yield relent budge soften waive relax ease drop abandon shelve scrap moderate backtrack climb retreat concession flexibility compromise gesture climbdown dilute renounce forgo forego relinquish surrender',
  oppose:
    'oppose object resist protest condemn denounce criticize criticise decry deplore lambast slam blast attack rap assail opposition objection critic against reservation misgiving unease sceptical skeptical wary',
  support:
    'support back favour favor advocate champion defend endorse welcome applaud praise hail commend laud salute cheer celebrate congratulate thank encourage acclaim appreciate support backing endorsement gratitude tribute',
  contact:
    'meet confer consult talk speak discuss telephone phone ring huddle convene gather dine visit shuttle fly travel meeting call conversation session round summit visit sitdown parley consultation videoconference encounter dinner lunch',
  negotiate: 'negotiate bargain haggle talk negotiation bargaining talks parley mediation dialogue',
  agree:
    'agree settle clinch strike reach seal sign initial conclude ink finalise finalize forge hammer deal agreement accord pact settlement truce ceasefire treaty contract memorandum understanding protocol breakthrough compact covenant',
  halt: 'suspend halt pause freeze stall postpone adjourn interrupt cancel shelve defer delay suspension halt pause postponement hold ice limbo recess moratorium',
  restart: 'resume restart reopen revive relaunch rejoin reconvene reactivate resumption revival return restart',
  fail: 'collapse fail founder unravel crumble disintegrate fall implode derail scuttle torpedo break flop failure collapse breakdown fiasco rupture walkout abandon terminate renounce quit leave storm tatters',
  carry:
    'release free hand deliver return exchange withdraw evacuate implement fulfil fulfill honour honor comply execute transfer repatriate disburse pay unload lift reopen arrive cross enter leave handover release delivery withdrawal pullout repatriation compliance',
  violate:
    'violate breach break flout contravene infringe renege violation breach infringement contravention noncompliance',
  force:
    'bomb shell attack shoot kill raid bombard strike hit target invade besiege storm fire capture seize flatten pound destroy airstrike offensive bombardment assault incursion missile rocket drone shelling gunfire siege operation barrage',
  industrial: 'strike walkout picket stoppage lockout slowdown strike stoppage ballot overtime',
  sanction:
    'sanction embargo tariff levy duty ban boycott blockade curb restriction penalty surcharge freeze impose slap retaliate retaliation countermeasure',
  threaten: 'threaten warn vow brandish menace threat warning retaliation consequence',
  hope: 'optimistic hopeful confident encouraged upbeat promising constructive productive positive fruitful encouraging progress headway momentum advance narrow optimism breakthrough improve improvement thaw rapprochement convergence',
  gloom:
    'pessimistic doubtful bleak dim slim remote unlikely distant gloomy grim doubt despair pessimism gulf chasm apart entrenched intractable irreconcilable',
  stuck:
    'deadlock impasse stalemate standstill gridlock standoff logjam stuck stall bog falter entrench intransigence intransigent dig',
  near: 'imminent close near nearly almost finish final finalise finalize cusp verge brink threshold inch within',
  open: 'open outstanding unresolved unsettled disagreement difference gap obstacle hurdle sticking issue question remain persist unclear undecided pending',
  role: 'mediate facilitate broker host guarantee monitor verify oversee observe chair convene mediator facilitator guarantor broker intermediary envoy observer monitor venue mediation',
  ready: 'ready willing prepared open available willingness readiness openness invite invitation summon',
  silent: 'comment elaborate discuss disclose divulge speculate silent mum answer reply respond',
  vote: 'vote ballot ratify referendum plebiscite parliament congress senate assembly knesset bundestag duma cabinet member membership delegate rank approve pass tally percent',
  retract: 'withdraw retract rescind revoke recant annul cancel retraction lapse',
  schedule:
    'schedule plan due expect begin start tomorrow next monday tuesday wednesday thursday friday saturday sunday week upcoming agenda timetable date',
  money:
    'pay wage raise salary bonus percent dollar euro pound pension increase cent billion million fund loan tranche',
  captive: 'hostage prisoner captive detainee inmate abductee soldier remains body',
  position:
    'position stance principle priority goal aim objective line believe think view opinion regard consider committed commitment',
};

const listed = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [name, words] of Object.entries(CLASSES))
    for (const word of new Set(words.split(' '))) found.set(word, [...(found.get(word) ?? []), name]);
  return found;
};

const BY_WORD: ReadonlyMap<string, readonly string[]> = listed();

/** The classes of a word, by its dictionary form. */
export const classesOf = (lemma: string): readonly string[] => BY_WORD.get(lemma) ?? [];
