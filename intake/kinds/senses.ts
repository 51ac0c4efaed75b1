/**
 * Narrower than classes: words that say nearly the same of talks. What was learned of “give in” is known of “cave”. A verb
 * with its particle is written with a line between them (`give_in`, `back_down`), and found where the particle follows within
 * four words.
 */
const SENSES: Readonly<Record<string, string>> = {
  // What one does with an offer.
  'turn down':
    'turn_down knock_back throw_out brush_off brush_aside wave_away wave_aside bat_away rule_out strike_down vote_down shoot_down send_back decline rebuff spurn snub reject dismiss veto nix bin scupper thwart quash overrule',
  'find wanting':
    'insufficient inadequate paltry meagre meager derisory insulting laughable unrealistic unaffordable excessive unreasonable unfair unjust cosmetic piecemeal hollow empty worthless shoddy lopsided disgraceful shameful unserious flawed',
  'find good':
    'fair reasonable generous decent balanced sound acceptable workable solid sensible adequate welcome excellent superb fantastic landmark historic transformational lasting durable durability comprehensive',
  'take up':
    'take_up sign_up go_along settle_for jump_at say_yes accept embrace agree_to consent assent acquiesce okay greenlight swallow stomach heed endorse approve',
  'weigh up':
    'study examine consider review weigh assess analyse analyze evaluate scrutinise scrutinize ponder digest mull look_at think_over sleep_on reflect reconsider revisit',
  // What one gives and holds.
  'give way':
    'give_way give_in give_ground give_up back_down back_off climb_down come_down bow_to cave capitulate relent yield concede soften budge acquiesce compromise bend retreat water_down tone_down row_back walk_back step_back settle_for split_difference meet_halfway drop abandon forgo forego renounce waive relinquish shelve ditch scrap jettison lift ease loosen relax trim lower shave',
  'hold firm':
    'stand_firm hold_firm hold_out hold_on stick_to stick_with dig_in cling refuse insist maintain uphold persist adhere steadfast unwavering adamant inflexible intransigent uncompromising unbending non-negotiable nonnegotiable unmoved budge redline line',
  'bar from':
    'ban bar prohibit exclude forbid block preclude rule_out outlaw prevent stop refuse deny disqualify shut_out keep_out',
  'put forward':
    'put_forward come_up set_out lay_out spell_out float table propose suggest submit tender present unveil pitch offer propound advance moot proffer draft circulate outline sketch dangle envisage foresee provide allocate grant pledge promise earmark',
  'sums on offer':
    'raise increase rise lump bonus bump hike supplement uplift backpay allowance subsidy percent quota cap ceiling floor threshold instalment installment',
  'would do':
    'would entail envisage foresee stipulate provide include contain comprise cover feature allow permit entitle guarantee phase_in phase_out',
  ask: 'ask request seek demand want require petition plead appeal implore beg beseech press push lobby campaign clamour clamor call_for hold_out urge exhort insist expect wish desire crave covet',
  'made conditional':
    'unless until condition conditional contingent precondition prerequisite provided tie link hinge depend depends dependent guarantee assurance before first',
  'by a date': 'deadline ultimatum midnight noon expire expiry expiration lapse clock countdown',
  // What is said of facts.
  'say no to a story':
    'deny dispute refute rebut reject contest contradict disavow disown debunk dismiss untrue false incorrect inaccurate wrong baseless groundless unfounded spurious fabricated bogus fake fiction fantasy invention nonsense rubbish rumour rumor hearsay speculation smear myth fairytale misinformation propaganda absurd ludicrous ridiculous preposterous',
  'say yes to a story':
    'confirm acknowledge admit concede corroborate verify affirm attest own_up come_clean recognise recognize disclose reveal announce declare inform notify tell',
  'take no question':
    'comment elaborate speculate discuss divulge disclose confirm answer reply respond interview statement request question',
  'accuse':
    'accuse blame fault allege charge claim accusation allegation finger responsible responsibility culpable guilty point_at lay_at sabotage undermine derail torpedo scupper wreck provoke jeopardise jeopardize obstruct stonewall drag stall renege betray lie mislead deceive cheat bully blackmail intimidate harass threaten',
  // Coming together and apart.
  'sit down':
    'meet sit_down get_together gather convene huddle confer hold host receive greet see visit join attend travel fly head arrive land call phone telephone ring text speak talk chat dine lunch breakfast shuttle parley brief session round meeting summit hour hours',
  'come back': 'resume restart reopen return_to come_back go_back relaunch revive reconvene rejoin pick_up restore thaw unfreeze reengage re-engage',
  'put off':
    'postpone delay defer adjourn put_off push_back call_off cancel reschedule pause suspend freeze halt interrupt break_off shelve recess hold ice hiatus backburner limbo',
  'walk away':
    'walk_out walk_away pull_out pull_back storm_out break_off break_down get_up leave quit abandon collapse fail fall_through fall_apart founder implode rupture end terminate exit boycott withdraw',
  'stay away':
    'boycott skip shun avoid absent stay_away refuse decline shut ignore snub freeze_out',
  'door open':
    'ready willing open available prepared eager keen disposed receptive amenable door phone line table anytime anywhere invite invitation welcome outreach olive branch gesture feeler reach_out extend offer chance opportunity readiness willingness openness together',
  'go between':
    'mediate mediator mediation facilitate facilitator broker intermediary arbitrate arbitrator arbitration conciliate conciliator conciliation host venue guarantor guarantee monitor observer supervise supervision oversee chair convene envoy offices liaison messenger steward verify verification',
  'shake hands':
    'agree settle seal sign conclude clinch strike reach ink initial hammer_out thrash_out iron_out work_out shake_on finalise finalize forge cement cut deal agreement accord pact treaty settlement truce ceasefire armistice compact understanding memorandum protocol contract declaration communique',
  // Doing what was agreed, or not.
  'carry out':
    'release free hand_over turn_over send_back deliver transfer repatriate return implement carry_out fulfil fulfill honour honor comply enforce disburse pay repay reopen lift demobilise demobilize disarm withdraw vacate redeploy evacuate unload clear resume swap exchange arrive cross enter',
  'break a deal':
    'violate breach break flout infringe contravene renege ignore disregard trample betray default violation breach infringement noncompliance',
  'vote on':
    'vote ballot ratify approve pass adopt endorse referendum poll plebiscite delegate member membership parliament legislature congress senate assembly chamber lawmaker deputy tally majority margin abstain abstention',
  'pressure by work':
    'strike walk_out walkout picket stoppage lockout lock_out down_tools slowdown overtime ban ballot action mobilise mobilize rally march protest blockade leaflet',
  'pressure by arms':
    'attack strike shell bomb bombard raid shoot fire kill wound injure drone missile rocket mortar artillery airstrike offensive advance seize capture besiege storm ambush incursion assault mobilise mobilize troop convoy',
  'pressure by law':
    'sue lawsuit injunction court judge tribunal litigation complaint file order summon subpoena sanction tariff levy duty embargo penalty fine quota curb surcharge retaliate retaliation countermeasure reprisal blacklist expel freeze',
  'pressure by word':
    'threaten warn vow swear brandish menace threat warning consequence otherwise else resort escalate escalation prepare brace',
  // How it looks.
  'goes well':
    'progress headway advance breakthrough momentum constructive productive fruitful positive encouraging promising hopeful optimistic upbeat confident cautiously smooth improve narrow converge convergence closer forward step work_out succeed success well better good great',
  'nearly there': 'close near nearly almost imminent brink verge cusp final last finishing ninety within inch hour days soon sight reach done ready ink dotting wrap_up',
  'goes badly':
    'difficult hard tough tense fraught bumpy rocky slow complicated complex far apart distant gulf chasm gap wide bleak dim slim remote doubtful pessimistic gloomy grim unlikely worse worsen hopeless dead sceptical skeptical cynical doubt',
  'goes nowhere': 'deadlock impasse stalemate standstill gridlock standoff logjam stuck stall bog_down falter nowhere circle wall quagmire limbo past',
  'still open': 'unresolved outstanding pending unclear undecided unsettled disagree disagreement differ difference divide divided sticking obstacle hurdle snag stumbling question issue detail remain open untouched thorny crux',
  'may go either way': 'mixed uncertain fragile delicate precarious balance fifty gamble cautious guarded wait wound limp patchy modest limited partial imperfect buy_time',
  // Attitudes.
  'speak for':
    'support favour favor back advocate champion defend uphold committed commitment priority principle prefer preference belief believe conviction necessary essential vital crucial important right need must',
  'speak against':
    'oppose object resist criticise criticize condemn denounce deplore decry lambast slam blast attack rap protest reservation misgiving unease concern concerned worried worry fear wary dislike unhappy uneasy displeased furious angry outraged disappoint disappointed wrong mistake dangerous reckless unacceptable against never',
  'cheer on':
    'welcome applaud praise hail commend laud salute cheer celebrate congratulate thank appreciate acclaim tribute gratitude grateful honour honor side_with stand_with line_up support solidarity bless toast encourage luck wish',
  'take back': 'withdraw retract rescind revoke recant annul cancel take_back repeal reverse scrap unsay apologise apologize correct delete',
  'planned for later': 'schedule plan due expect will tomorrow tonight next upcoming later begin start open set slate pencil convene meet return announce date agenda timetable',
  'in secret': 'secret secretly quiet quietly backchannel discreet discreetly behind covert clandestine private privately',
  'be over': 'over end finish finished complete completed conclude concluded closed dissolve disband resolved settled',
}; // prettier-ignore

const listed = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [name, words] of Object.entries(SENSES))
    for (const word of new Set(words.split(' '))) found.set(word, [...(found.get(word) ?? []), name]);
  return found;
};
/** Every form that has a sense. */
export const SENSES_BY_FORM: ReadonlyMap<string, readonly string[]> = listed();

/** The senses of a dictionary form, or of one with its particle. */
export const sensesOf = (form: string): readonly string[] => SENSES_BY_FORM.get(form) ?? [];
