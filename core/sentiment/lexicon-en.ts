import type { Lexicon } from './lexicon.ts';

/**
 * What English words say about how a customer feels.
 *
 * Written for this project, by ear, with comments on service in mind. A weight is how strongly the word speaks by itself:
 * 1 a hint, 2 a plain opinion, 3 a strong one; 0 keeps a harmless word from matching a stem. `*` matches any ending and
 * `_` joins the words of a phrase.
 */
export const english: Lexicon = {
  valences: [
    [
      3,
      `10/10 100_recommend* 5/5 5_star* 5_stars a_credit_to above_and_beyond absolute_legend adore* amaz* astonishing*
      astounding awesom* beautiful beautifully best best_ever blown_away brilliant brilliantly can't_fault
      cannot_fault could_not_ask_for_more could_not_be_better could_not_be_happier couldn't_ask_for_more
      couldn't_be_better couldn't_be_happier couldn't_fault couldn't_have_asked delight* ecstatic
      exceeded_expectations exceeded_my_expectations exceeded_our_expectations excellen* exceptional* exquisite
      extra_mile extraordinar* fab fabulous* fantastic* first_class first_rate five_star* five_stars flawless*
      game_changer go_the_extra_mile goes_the_extra_mile gorgeous* hands_down_the_best heavenly highly_recommend*
      hooray impeccabl* incredible incredibly_helpful life_changing life_saver lifesaver love loved loves loving
      magnificent* marvellous* marvelous* masterpiece nothing_but_praise outstanding* perfect perfection perfectly
      phenomenal* priceless saved_my_day second_to_none sensational simply_the_best spectacular* splendid* stellar
      stunning* sublime superb* superlative terrific* the_best_ever top_notch treasure unbeatable unbelievably_good
      unforgettable unmatched unrivalled went_the_extra_mile wonderful* woohoo world_class wow yay`,
    ],
    [
      2.2,
      `4_stars a_pleasure admir* all_good appreciat* approachable attentive* bargain beauty bless blessed blessing*
      bravo can't_complain can't_go_wrong can't_say_enough can't_wait cannot_complain cannot_wait caring charming*
      cheerful* commend* compliment* congrat* cool courteous* cute dazzling dedicated definitely_be_back
      definitely_return delicious* dependable efficient* effortless* elegant* empath* enjoy* enthusias* exceed* excit*
      faultless* feel_at_home felt_at_home fond four_stars friendliest friendliness friendly fun generous* genius glad
      gladly goodness grateful gratitude great greater greatest greatly haha* happier happiest happily happiness happy
      heh hehe* helpful* hero heroes hilarious honest hospitable hospitality hugs ideal ideally impress impressed
      impresses impressive* in_good_hands in_love inspir* joy joyful* keep_it_up keep_up_the_good keep_up_the_great
      kind kindest kindly kindness kisses knowledgeable kudos laughed laughing laughs laughter like_new lmao lol
      love_it lovely luxur* made_me_smile made_my_day makes_my_day mouthwatering nailed_it nice nicely nicer nicest
      no_brainer no_fuss no_hassle on_point out_of_her_way out_of_his_way out_of_their_way painless* paradise passion
      passionate patient_with peace_of_mind pleasant* pleased pleasing pleasure polite* praise* pristine professional
      professionalism professionally prompt prompter props_to prosper* proud proudly quality_service really_like
      really_liked reassur* recommend recommendation recommended recommending recommends refreshing* rejoic* reliab*
      rescued resourceful respectful* rewarding rofl saved_me saved_us scrumptious seamless* sensible shout_out_to
      sleek smart* smooth smoother smoothly sound_advice speedy spotless* stress_free stylish success* superior sweet
      sweetest sweetheart tastiest tasty thank_you_so_much thankful* thanks_so_much thoughtful* thrill* thumbs_up
      top_class top_marks top_quality tremendous* triumph* trusted trustworth* two_thumbs_up user_friendly
      value_for_money victor* warm_welcome welcoming well_done well_looked_after well_made well_worth will_be_back
      will_buy_again will_definitely_return willing_to_help win winner winning wins witty worth_every worth_it
      worth_the would_buy_again would_recommend would_use_again yum yummy`,
    ],
    [
      1.6,
      `accessible accurate* actually_work actually_works adorable advanced advantage* affection* affordable agile
      ambiance ambience amus* appealing appetizing assist assisted attractive authentic award* aww awww back_online
      badass beneficial benefit best_of_luck best_wishes bestie bff bliss* bonus brave breathtaking bright brighter
      bug_free calm calming cared cares celebrat* cheer cheers cherish* chill chilled clean cleaner cleanest
      cleanliness clearly_explained clever* comfort comfortable comfortably comfy communicative compact competent
      confident congrats convenien* cooperative cordial correctly cosy courage* cozy crisp crispy crystal_clear cuddl*
      cuter cutest dazzl* delectable diligent does_the_job dope durab* eager ease easier easiest easily easy
      easy_to_navigate easy_to_use economical effective* elated energetic entertain* epic error_free ethical exceeded
      exceeds expert* fair_price fairly_priced faith fantasy fast faster fastest favor* favourite* festive fine_job
      flavorful flavourful flexibility flexible fortun* free_upgrade freebie freedom fresh freshly full_refund funny
      generous_portion* genuine* good good_job good_old good_price* good_time* good_value good_work goodies
      got_a_refund got_it_sorted got_my_money_back graceful great_price* groovy handsome handy happy_with hassle_free
      healthy heaven helped helping honor* honour* hopeful hottest hug humble humorous i_like i_liked immaculate*
      improve improved improvement* improves improving in_no_time informative innovative insightful instant instantly
      interesting intuitive invaluable job_well_done juicy keen kept_me_informed kept_us_informed kiss* legend legit
      liberty lightning like_it liked liked_it listened lively lots_of_fun lovable loves_to low_cost low_fees
      low_price* loyal* luckily lucky luscious magic magical merry modern motivated neat neatly never_disappoint*
      never_fail* never_let_down never_let_me_down no_charge no_complaints no_drama no_issue no_issues no_problem
      no_problems no_regrets no_worries on_schedule on_the_ball on_time open_minded optimistic organised organized
      outgoing peace peaceful* personable picturesque pleasantly pleased_with plenty plus_side plush polished popular
      positive positively practical precious prettier prettiest prettily pretty proactive productive promptly
      prosperity psyched pumped punctual* quaint quick quicker quickest quickly quiet quietly rad rapid* ready_on_time
      reasonable reasonably relax* relief relieved remarkable* resolve resolved resolved_quickly resolves resolving
      responsive* robust rocked rocks roomy safe safely safer satisf* scenic sexy sharp simple simpler simplest
      simplicity sincere* skilful skilled skillful smile* smiling snuggl* solid solved solves sophisticated sorted
      sorted_it soulmate spacious sparkle sparkling special speedily spot_on star_of stoked straightforward strong
      stronger sturdy succulent sunshine supportive sweetie sweetly swift* talented tender thank thank_you thanks
      thanx thx tidy timely transparent trust trusting truth ty understandable up_and_running upbeat useful valuable
      value valued versatile vibrant warm warmly was_resolved was_solved we_like we_liked welcome welcomed
      well_behaved well_built well_deserved well_designed well_explained well_informed well_kept well_maintained
      well_organised well_organized well_presented well_priced well_run well_trained willing wise without_a_hitch won
      woot worked_first_time working_again works_fine works_great works_well worthwhile worthy xoxo yaay yayy
      yes_please yey youthful`,
    ],
    [
      0.9,
      `able accepted achiev* active adequate adventur* agree agreeable agreed alive ambitious ample anniversary
      approve* balanced better birthday bonus_points care certified champion* chance congratulate content correct
      cured decent deserved dream dreams enjoyable_enough enough_room exactly_what exclusive experienced fair fan
      fancy fans festival fine focus* free friend friends fulfil* gain gained genuine gift gifts glory glow* golden
      granted grow growing growth guarantee* ha haa hahah helps hope hoped hopefully hopes hoping humor interest
      interested invite* laugh lead_the_way learn learned lets_go likes lmfao look_forward looking_forward luck
      memorable mercy noble nostalg* pleasant_enough potential prefer preferred premium pro progress promising
      promoted pros recover* refreshed respect respected reward romantic rose secure secured smart sociable soft
      solution solve soothing stable steady strength sturdy_enough succeed suitable sunny sunrise sunset super_duper
      supported surpris* talent teamwork tolerable upgrade upgraded valid variety vip vivid well win_win wished_for
      woo works xx xxx yeah yep yes`,
    ],
    [
      0,
      `alarm_clock amazon as_well best_before best_regards better_be better_get better_not blame_free crash_course
      customer_support dead_on die_hard don't_mind_if dumpling* feel_like feels_like felt_like fine_dining for_free
      free_of_charge* free_trial free_wifi freezer freezers friend_of from_scratch great_britain great_deal_of
      greater_london help_center help_centre help_desk interest_rate* issue_date just_like killer_app like_a like_an
      like_that like_the like_they like_this like_to look_like looked_like looking_like looks_like love_to_know
      may_well no_doubt no_matter no_wonder not_just not_only not_to_mention nothing_but oh_well pain_killer*
      pretty_much problem_solver quick_question rose_from safe_to_say seem_like seems_like sick_leave smart_phone*
      smart_tv smart_watch smartphone* soft_drink* sound_like sounds_like special_offer stainless stop_over
      support_agent* support_team support_ticket support_ticket* tech_support technical_support thank_god
      tight_schedule to_be_fair toll_free value_added wait_staff waiting_list waiting_room welcome_back welcome_desk
      welcome_pack well_i well_known well_now well_then wish_list without_a_doubt without_doubt work_out worked_at
      worked_for works_at works_for would_like`,
    ],
    [
      -0.9,
      `abrupt absent accidental* against allerg* alone am_waiting anymore apolog* are_down argue* automated_message
      automated_system average average_at_best backlog ban banned been_waiting beware blah bland bleh block* blunt bug
      buggy bulky bump* burned burnt bury busy_line buyer_beware by_mistake chased chasing chatbot complic* concern*
      confus* congest* cons costly could_be_better could_be_improved could_be_more could_do_better could_have_been
      could_have_done could_improve could_use_improvement cramped cried cries crisis critic* crowd* cry crying cut_off
      dated deaf_ears debt decline* delay delays desperate devil difficult difficulties difficulty disagree* dizzy
      doubt* down_again drunk dull dumb dump* emergency empty escalat* excus* exhaust* expected_better expected_more
      expensive expired faint feel_sorry fever fight fighting fights fired fix_the fix_this fix_your flu flush* forced
      forget forgets forgot forgotten fuss get_your_act gloom* goes_down grave hangover hard_to harsh hassle*
      have_to_call have_to_wait having_to_call headache* hidden high_price hmm hold_music homeless homework
      how_long_does how_much_longer hung_up hungry hurry hurt hurting hurts if_only ill impossible_to in_circles
      inaccura* incomplete inconsistent inconvenien* indifferent insomnia insufficient interrupt* is_down issue issues
      it_should jealous* junk lack lacked lacking lacks lame late later_than lazy leave_me_alone lengthy limit limited
      lock_up locks_up lonel* long_hold long_line long_lines long_queue* long_time_to long_wait* look_elsewhere lose
      loses losing lost loud low low_quality mad mediocre meh mess messy minimal miss miss_her miss_him miss_you
      missed missed_out misses missing mistak* mix_up mixed_up moody mourn* muddle* must_improve nag* nah need_to_fix
      need_to_improve needs_improvement needs_to_be needs_work nervous no_idea no_longer no_parking no_update* noise
      noisy nope not_anymore not_great not_ideal not_my_first_choice not_sure not_the_best nothing_special odd odor
      odour old_fashioned on_hold only_complaint only_downside only_negative oops orphan ouch out_of_date out_of_order
      out_of_stock outdated over_an_hour overcook* overcrowded overwhelm* pain painful pains pale penalty pending pity
      plain_wrong please_fix postpone* pressure pricey prison problem problematic problems protest* pushy puzzl*
      quirky recession refund refunded refunds regrettably reluctant* repeat_myself repeated_myself repeatedly resend
      risk* rob room_for_improvement save_your_cash save_your_money scared sceptic* shame shock* shortage should_be
      should_have shouldn't_have shrug sick sigh silly sin skeptic* sloppy small_portion* smelly smelt smh so_so sore
      sorry sort_it_out stale standing_around steal sticky stiff still_no still_waiting stop strange stress* strict
      suffer* surprise_charge* suspend* tasteless tear tears tedious tense tepid threat* tight tired tiring too_big
      too_bright too_busy too_cold too_complicated too_dark too_expensive too_far too_few too_hard too_high too_hot
      too_late too_little too_long too_loud too_low too_many too_much too_noisy too_old too_pushy too_salty too_short
      too_slow too_small too_soft too_sweet too_tight took_ages took_forever traffic trick* twice_now ugh unanswered
      uncertain unclear uncomfort* uneasy unemployed uneven unexpected_charge unexpected_charge* unfamiliar unimpress*
      uninspir* unluckily unnecessar* unsure unusual unwieldy vague victim violen* voicemail vomit* wait wait_time*
      waited waited_an_hour waited_hours waiting waiting_for_hours waiting_time* waits warn* weak weary weird
      went_down whatever when_will_you why_can't why_did why_do_you why_does why_is_it wish wish_i wish_it wish_they
      wishing with_difficulty wonky worn worrie* worry* would_be_better would_be_nice would_be_nicer would_have_been
      wouldn't_have_bought wounded wtf wth yawn yell* yikes yuck`,
    ],
    [
      -1.8,
      `abandon* abus* aggravat* aggressive* agony alarm* anger angrily angry annoy* anxious* appalled arrest* arrogan*
      ashamed assault* attack* attitude_problem attitude_was awkward* bad bad_experience badly bait_and_switch
      bankrupt begging betray* bias* bitter* blam* blew_it bloodshed bloody_hell bogus bomb* bore bored boring bother
      bothered bothering bothersome breaks breaks_down broke broke_down broken broken_into bullied bully*
      bunch_of_idiots can't_access can't_even can't_get can't_log can't_login can't_stand cancel canceled canceling
      cancellation* cancelled cancelling cancels cancer cannot_even careless* charged_me_twice charged_twice
      cheap_plastic cheap_quality cheated clueless clumsy clunky cockroach* cold_food collaps* complain* condescend*
      conflict* contradict* corrupt* could_care_less cramp* crap crappy crash crashed crashes crashing crime*
      criminal* cruel* cumbersome cutting_corners damag* dammit damn* danger* dead dead_battery deadly death defect*
      defici* delay_after_delay delayed delaying demand_a_refund denied denies denying depress* despair* despicable
      despise* destroy* deteriorat* die died dies dingy dirt dirtier dirty disabl* disappear* disappoint* disapprov*
      disarray disaster_area discomfort* disconnect* discourag* discriminat* disease* disgruntled dishonest* dislike*
      disorgani* displeas* disput* disrespect* disrupt* dissatisf* distress* disturb* do_better don't_bother don't_buy
      don't_care don't_use don't_waste double_charged downgrad* downhill drain* dreary dropped_calls dumbass dying
      embarrass* error errors evil exploit* extortion fail failed failing fails failure* fake fall_apart falling_apart
      falls_apart false false_advertising falsely fatal fault faults faulty fear fed_up fell_apart filth fine_print
      flaw* flimsy food_was_cold fool fooled freaking_out freez* froze frozen frustrat* fuck_you fum* furious
      gave_me_wrong gave_up getting_worse give_up glitch* go_elsewhere go_to_hell goddamn gone_downhill greasy greed*
      grief grim gross grubby grudg* grumpy guilty* half_hearted hang_up hang_up_on hard_time hate hated hates hating
      heartbr* heartless hell helpless hidden_charge* hidden_cost* hidden_fee* hopeless hopelessly hostile hung_up_on
      idiot* ignor* immoral impatient impersonal impolite inadequa* inappropriate inattentive incoheren* incompatible
      incompeten* incorrect* indecent inedible ineffective* inefficien* inept inexcusabl* inexperience* inferior
      inflexible injur* insecure insensitive insincere insult* intolera* intrusive invalid irrelevant irrespons*
      irritat* jerk jumping_through_hoops kept_waiting kill* lack_of lagg* lags lawsuit leak* left_me_waiting
      left_on_hold left_stranded left_waiting let_down let_me_down let_us_down letdown liar* lie lied lies lonely
      loser* lost_a_customer lost_bag* lost_customer lost_luggage lost_my lost_my_bag* lost_my_business lost_our_bag*
      lousy lower_quality make_no_sense makes_me_sick makes_no_sense malfunction* massacre misbehav* miserab* misery
      misinform* misle* misrepresent* missed_connection missed_flight missed_my_connection missed_my_flight
      missed_our_connection missing_bag* missing_item* missing_part* misunderst* mold* moron* mould mouldy murder*
      musty nasty negativ* neglect* nerve never_answer* never_arrived never_came never_going_back never_got
      never_received never_reply never_respond* never_return nightmar* no_answer no_apology no_better no_communication
      no_customer_service no_help no_hot_water no_one_answers no_one_cares no_refund no_reply no_response no_service
      no_show no_signal no_support no_thanks_to nobody_answers nobody_cares nonsense not_amused not_as_advertised
      not_as_described not_good_enough not_happy not_impressed not_recommend* not_what_i_ordered not_worth obnoxious
      obstruct* offend* offensive* on_the_tarmac out_of_pocket over_priced overbook* overcharg* overprice* overrated
      oversold pain_in pain_in_the panic* paperweight pathetic patroni* peeling pests petty piss* pointless poison*
      pollut* poor poorer poorest poorly powerless prejudice* pretend* quit_working quits_working racis* rage raging
      ran_out rape* rat rats refus* regret* reject* resent* returned_it returning_it rip_off ripoff ripped ripped_off
      robbed robbery rotten rough rubbish rude rudely rudeness ruin* run_around run_down runaround rundown rust rusty
      sad sadder sadly sadness sat_on_the save_yourself scammer* scammy scare* scary scratch* screw_up screwed
      screwing scum selfish send_it_back sending_it_back sent_back sexis* shabby shady shambl* shame_on shoddy
      shortchang* shout* sick_and_tired sick_of sickening sitting_on_the_tarmac skimp* slaughter* slow slow_service
      slower slowest slowly sluggish smash* smell smells sneaky snob* snooty soaking sob sobbing sociopath soggy sour
      spam* spoil* stain* stalk* stealing stench still_waiting_for_a stingy stink* stole stolen stop_working
      stopped_working stops_working stranded struggl* stubborn stuck stuffy stupid* sub_par subpar suicid* surly
      suspicious sux switching_to_another take_my_business taken_advantage taking_my_business terrified terrifying
      terror* thank_you_for_nothing thanks_for_nothing the_run_around thief thieves thumbs_down tired_of tiresome torn
      torn_off toxic traged* tragic* traitor trap* trash* trauma* trouble* troubling two_thumbs_down ugliest ugly
      unable unacceptable unaccommodating unapologetic unattractive unavailab* unbearab* uncaring unclean
      uncooperative undelivered undercook* underwhelm* undesir* unethical unfair unfairly unfinished unfortunate*
      unfriendly unhappy unhealthy unhelpful unhygienic uninformed uninterested unjust* unkind unknowledgeable
      unpleasant* unprepared unprofessional* unreachable unreasonabl* unrelia* unresolved unrespons* unsafe unsanitary
      unsatisf* unskilled unsolved unstable unsuccess* unsupportive untrained untrue untrustworth* unwelcom*
      unwilling* unworkable uproar upset* useless violat* violently wait_forever want_a_refund war wars waste waste_of
      wasted wasteful wasting water_damage weep* wicked wild_goose without_notice without_warning won't_be_back worse
      worsen* worst_of wouldn't_recommend wouldn't_wish wound* wreck* wrong wrong_address wrong_item wrong_order
      wrong_size wrongly zero_communication zero_help`,
    ],
    [
      -3,
      `0/10 0_star* 1/10 1/5 1_star a_joke abomina* absolute_joke absolutely_useless absurd* abysmal* appall* asshole*
      atroci* avoid awful* barbaric bastard* bed_bugs bedbugs bitch* bullshit catastroph* cheat* clusterfuck
      complete_disaster complete_joke complete_waste completely_useless con_artist* crook* daylight_robbery deceiv*
      decepti* defraud* deplorabl* despicably detest* diabolical dire disast* disgrac* disgust* do_not_buy
      do_not_recommend do_not_use dreadful* embezzl* enraged excruciating* farce fiasco filthy fraud* fuck* garbage
      ghastly gruesome hideous* horrend* horribl* horrid horrif* horror* humiliat* infested infuriat* insufferable
      joke_company laughable laughing_stock livid loath* ludicrous mockery monstrous never_again never_buy
      never_do_business never_fly never_order never_shop never_stay never_use never_using no_star* not_fit_for_purpose
      one_star outrag* pathetic* pathetic_service piece_of_junk piece_of_shit repuls* revolting ridiculous*
      rot_in_hell run_away scam* scandal* shame_on_you shameful* shit shite shitty shockingly sickened stay_away
      stay_clear steer_clear stfu suck sucked sucks sucky swindl* terribl* theft third_world total_disaster total_joke
      total_waste unacceptabl* unforgivab* unusable utter_rubbish utterly_useless vile want_my_money_back
      waste_of_money waste_of_time waste_your wasted_my wasted_our worst worst_airline worst_company
      worst_customer_service worst_ever worst_experience worst_hotel worst_phone worst_service worthless zero_star*`,
    ],
  ],
  expected: `a_response able_to accept accepted access activate activated address_the addressed advance afford allow allowed
    an_answer answer answer_the_phone answered answering answers apologise apologised apologize apologized apology
    arrive arrived arriving attend attended available back_to_me buy_again call_back callback called_back called_me
    came care care_about cared cares certain change close come_back coming_back communicate communication compensation
    complete completed concerned confirm confirmed connect connected connecting connection consider contact contacted
    cooperate customer_service deliver delivered delivering download easy_to_find eat_here_again enough explain
    explained explanation fit fix fix_it fixed fly_again follow_up followed function functional functioning
    get_through go_again go_back happy_with hear_back hear_from heard help helped honor honored honour honoured
    impress impressed inform information informed install knew know_how last lasted let_me like liked listen listened
    listening load loaded loading log_in login make_sense notified notify offer offered ok okay open opened
    order_again pick_up picked_up play process processed provide provided reach ready receive received reception
    recognise recognize recommend recommended refund refunded refunding register reimburse* repair repaired replace
    replaced replied reply replying resolution resolved respond responded responding response responsible return
    return_my returned returning satisfied satisfy serve served service ship shipped show_up showed_up signal sleep
    solution solve solved sort speak_to start stay_here_again suit support sure sync talk trust turn_up turned_up
    understand understood update updated use_again useful using_again wash work worked working works worth`,
  negators: `absence_of ain't anything_but aren't barely can't cannot couldn't didn't doesn't don't fail_to failed_to fails_to
    far_from forgot_to free_from free_of hadn't hardly hasn't haven't isn't lacks_any less_than mustn't needn't
    neglected_to neither never never_ever no nobody none nor not not_even nothing nowhere nowhere_near rarely
    refuse_to refused_to refuses_to scarcely seldom shouldn't unable_to wasn't weren't without won't wouldn't zero`,
  degrees: [
    [
      0.45,
      `absolute absolutely again_and_again all_the always amazingly awfully beyond bloody by_far complete completely
      consistently constantly continually damn deeply definitely each_time entirely especially ever every_time
      exceptionally extra extremely far_too freaking frickin fricking fuckin fucking fully genuinely hella highly
      hugely incredibly insanely massively mega more most much over_and_over particularly pure purely quite_frankly
      real really remarkably ridiculously seriously so such super terribly thoroughly time_and_time too total totally
      truly ultra unbelievably utmost utter utterly very way_too`,
    ],
    [
      -0.45,
      `a_bit a_little a_tad a_touch almost bit fairly just_about kind_of kinda little marginally mildly moderately
      more_or_less mostly nearly not_always not_completely not_entirely not_totally occasionally only_slightly
      partially partly rather relatively slightly sometimes somewhat sort_of sorta tad`,
    ],
  ],
  contrasts: 'but except however nevertheless nonetheless otherwise yet',
  concessions:
    'although apart_from aside_from despite even_though except_for if in_spite_of other_than though unless while whilst',
  joins: 'and because cause or_even plus since so_that then',
  chains: 'either or',
};
