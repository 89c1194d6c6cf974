import { lines, type PhraseBank } from './phrases.ts';

/** What English-speaking customers write, by ear. Nobody wrote any of it. */
export const english: PhraseBank = {
  opening: {
    glad: lines(`
      Very happy.
      Brilliant.
      Really pleased.
      Great experience.
      Pleasantly surprised.
      Finally a company that works.
      Excellent.
      Lovely.
      So easy.
      Really good.
      I was dreading this, and it was great.
      Full marks, wonderful.`),
    flat: lines(`
      It was okay.
      Fine.
      Average.
      Neither good nor bad.
      As usual.
      It is what it is.
      Middling.
      So-so.`),
    cross: lines(`
      Terrible.
      Very disappointed.
      Awful.
      What a mess, really bad.
      Useless.
      I am fed up.
      Shocking service.
      Not good enough.
      Really poor.
      Ridiculous.
      Absolutely useless.
      Never again.`),
  },
  happened: {
    website: {
      glad: lines(`
        Found the right plan in two minutes, very easy.
        Excellent site, quick even on my phone.
        Clear prices and no small print, thank you.
        The comparison table is really useful.
        Well organised and easy to read.`),
      flat: lines(`
        The site does what it should.
        Found it after some clicking around.
        A lot of text on the plans page.
        The menu has moved.`),
      cross: lines(`
        The site is painfully slow.
        Confusing prices, I gave up.
        Cannot find a phone number anywhere, so frustrating.
        The form threw an error and lost everything I typed.
        Pop-ups everywhere, annoying to read.`),
    },
    'coverage-map': {
      glad: lines(`
        The coverage map was spot on for my village, great.
        Searching by street is really useful.
        Clear and easy to use.`),
      flat: lines(`
        The map takes a moment to load.
        It is small on a phone.
        It gives you an idea of the coverage.`),
      cross: lines(`
        The map says 5G at my house, which is false.
        The coverage map freezes when I zoom in.
        It misled me: the signal here is terrible.`),
    },
    'plan-finder': {
      glad: lines(`
        Four questions and it found the perfect plan.
        Really easy, and cheaper than what I had.
        It suggested a good plan instead of the dearest one, I appreciate that.
        Quick and very useful.`),
      flat: lines(`
        It asks a few too many things.
        Three plans that look alike.
        I picked one myself in the end.`),
      cross: lines(`
        It pushed the most expensive plan on me, disappointing.
        Confusing, I still don't understand the difference.
        It crashed on the last question, so annoying.
        Misleading: the final price was higher.`),
    },
    'store-visit': {
      glad: lines(`
        The staff were friendly and explained everything.
        Lovely assistant, she swapped my SIM in a minute.
        Went in with doubts and left with everything sorted, great.
        They moved my contacts to the new phone, very helpful.
        Excellent service in the store.
        Very patient with my dad, thank you.
        They helped me choose without pushing the dearest phone, appreciated.
        Clean store, attentive people.`),
      flat: lines(`
        They served me, there were people before me.
        It is a small store.
        One thing was done, the other they sent me online for.
        I had to come back with my passport.
        An ordinary visit.`),
      cross: lines(`
        Forty minutes in a queue for one question, awful.
        The assistant was rude and didn't look up.
        Nobody in the store knows anything, useless.
        They tried to sell me insurance I don't want, very pushy.
        As a prepaid customer you are ignored.
        Only one counter open and the queue out of the door, terrible.
        Prepaid customers are treated badly here.
        The phone was not in stock although the site said so, very annoying.
        They made me wait only to tell me to come back tomorrow, ridiculous.`),
    },
    'online-order': {
      glad: lines(`
        Ordered in five minutes, very easy.
        Everything was clear before I paid, perfect.
        My number moved over without any problem.
        Signing on the phone worked great.`),
      flat: lines(`
        The order went through, in many steps.
        It asks for the same details twice.
        I had to redo the photo of my passport.`),
      cross: lines(`
        It rejected my card three times, terrible.
        Error when uploading my passport, impossible to finish.
        They overcharged me and nobody answers.
        The plan changed in the last step, that is shameful.`),
    },
    'store-checkout': {
      glad: lines(`
        Paying was quick and easy.
        The girl at the till was lovely.
        No queue and very friendly.
        They gave me the discount without asking, great.`),
      flat: lines(`
        An ordinary till.
        They sent the receipt by e-mail.
        Card only.`),
      cross: lines(`
        One till open and half an hour in the queue, awful.
        They refused the discount on the poster, misleading.
        The card reader was broken.
        Rude at the till.`),
    },
    'sim-delivery': {
      glad: lines(`
        The SIM arrived the next day, great.
        Friendly courier and right on time.
        Delivered earlier than promised, perfect.
        I could choose the hour of delivery, very convenient.`),
      flat: lines(`
        It came on the day it said.
        There were no instructions in the envelope.
        I picked the parcel up at a kiosk.`),
      cross: lines(`
        The courier never rang the bell, terrible.
        Delivered late and to the wrong address.
        The package was damaged, very poor.
        They lost my parcel and nobody cares.`),
    },
    'sim-activation': {
      glad: lines(`
        Activated my SIM in five minutes, very easy.
        Clear instructions, worked first time.
        The eSIM was ready as soon as I scanned it, brilliant.
        Quick and simple, online in ten minutes.
        The code came without a problem and it just worked, perfect.
        My old number moved over smoothly.
        No waiting at all, very easy.
        The guide with pictures was really helpful.
        I expected a struggle and it was so easy, wonderful.`),
      flat: lines(`
        The SIM went live after an hour.
        I had to restart the phone twice.
        It read the QR on the second go.
        Quite a few steps.
        My old number took an afternoon to move.`),
      cross: lines(`
        The app does not recognise the QR of my eSIM, terrible.
        The instructions are confusing, I got lost at step three.
        The SIM was faulty and I have no service.
        My old line was cut before the new one worked, awful.
        Moving my number failed and nobody told me.
        I scanned my passport five times, always an error.
        The code they gave me does not work, useless.
        Three hours waiting for the line to come on, awful.`),
    },
    network: {
      glad: lines(`
        Excellent coverage in my village.
        5G is amazing.
        Never drops, not even in the metro, brilliant.
        Great signal at home and at work.`),
      flat: lines(`
        Fine at home, nothing in the garage.
        About the same coverage as the others.
        I only see 5G in the centre.`),
      cross: lines(`
        No signal at home, I have to stand on the balcony.
        Calls drop all the time, terrible.
        Data is painfully slow in the evening.
        No coverage all weekend without warning, awful.
        The 5G they advertise is a joke, worse than before.`),
    },
    'app-account': {
      glad: lines(`
        Easy to find everything in the app, great.
        Changed my plan in a minute, great app.
        Works perfectly on my old phone.
        Love the design, very simple.
        Nice to see how much data is left.`),
      flat: lines(`
        It does the basics.
        It wants an update every week.
        Usage is a day behind.
        I hardly use it.`),
      cross: lines(`
        The app crashes every time I open it.
        Login error since the update, so annoying.
        It keeps freezing, terrible.
        It asks for my password every day, very annoying.
        Nothing works since the last version.`),
    },
    roaming: {
      glad: lines(`
        Worked in Portugal just like at home, perfect.
        Roaming switched on by itself at the border, great.
        A week abroad without a problem or extra charges.`),
      flat: lines(`
        Fine in France, had to check the price in Switzerland.
        A text came when I landed.
        I hardly used it abroad.`),
      cross: lines(`
        No data for the whole trip, awful.
        Charged 40 euros for roaming without warning, shameful.
        Nothing worked in Morocco and nobody answered.`),
    },
    'monthly-bill': {
      glad: lines(`
        The bill is very easy to understand.
        I pay exactly what was promised, perfect.
        Clear bill and always on time.
        They corrected my bill at no cost, thank you.`),
      flat: lines(`
        The bill comes every month.
        The breakdown is in small letters.
        It went up by one euro.`),
      cross: lines(`
        Charged twice for the same month, disgraceful.
        The bill is confusing, I don't understand it.
        The price went up without warning, I am fed up.
        A charge of 12 euros that nobody can explain, terrible.
        The discount they promised is missing from the bill, dishonest.`),
    },
    'top-up': {
      glad: lines(`
        Topped up in ten seconds, very easy.
        Quick and no problems.
        The credit was there right away, perfect.
        I like the warning before I run out.`),
      flat: lines(`
        The credit came after half an hour.
        Only fixed amounts.
        It asks me to confirm twice.`),
      cross: lines(`
        Paid 20 euros and the credit never arrived.
        The top-up failed and they charged me anyway, a rip-off.
        Card error again, so frustrating.
        I lost my credit because I was a day late, unfair.`),
    },
    'help-desk': {
      glad: lines(`
        They replied the same day and solved it, great service.
        The agent was friendly and very helpful.
        A clear and complete answer, thank you very much.
        Problem solved with one e-mail, brilliant.
        Very professional, every step was explained to me.`),
      flat: lines(`
        They wrote back on the second day.
        It was done after three e-mails.
        The reply read like a template.
        One part of it is still open.`),
      cross: lines(`
        Three e-mails and nobody really answered me, awful.
        They sent me a template that is useless.
        They closed my case without solving it, disgraceful.
        Every agent tells me something different, terrible.
        They promised to call me and never called back.
        A week with the same problem, I am fed up.`),
    },
    'phone-queue': {
      glad: lines(`
        The lady on the phone was lovely.
        The agent explained it very well and was so patient.
        They solved my problem on the phone, thank you.
        Very polite and professional.`),
      flat: lines(`
        They took a note of it.
        I was put through to another department.
        The call took its time.
        The menu has many options.`),
      cross: lines(`
        Passed from one agent to the next and then they hung up on me.
        The machine understands nothing, so frustrating.
        The agent was rude.
        They promised to call back and never did, very bad.
        I rang four times about the same thing, terrible.`),
    },
    'support-chat': {
      glad: lines(`
        The chat solved my problem, perfect.
        Friendly agent, thank you.
        So much easier than calling, great.
        They sent me a picture of every step, brilliant.
        He understood at first try, very good service.
        Somebody answered right away, very good.`),
      flat: lines(`
        The robot asks a lot before it passes you on.
        The chat did half of it.
        I had to repeat my customer number.
        They write in set phrases.`),
      cross: lines(`
        The robot in the chat understands nothing, so frustrating.
        The agent just closed the chat in the middle of it, terrible.
        Had to repeat everything three times, terrible.
        The chat drops and you start all over, awful.
        An hour waiting in the chat for nothing.
        Copied and pasted replies, useless.`),
    },
    'renewal-offer': {
      glad: lines(`
        The renewal offer is really good, happy to stay.
        Got a discount without having to fight for it, great.
        Good price for the new phone.`),
      flat: lines(`
        The offer is like last year's.
        I am thinking about it.
        Others have something similar for that price.`),
      cross: lines(`
        New customers get a better price than me, insulting.
        A terrible offer after six years.
        Far too many calls, very pushy.
        They promised a discount and it was a lie.`),
    },
    cancellation: {
      glad: lines(`
        They let me go without a problem, thank you.
        Quick and polite, I appreciate it.`),
      flat: lines(`
        It is done, the line ends this month.
        My new job pays for another line.
        They offered me another plan.`),
      cross: lines(`
        Impossible to cancel on the site, terrible.
        They gave me the runaround for a week, awful.
        Leaving because of the bad coverage.
        A penalty fee nobody explained, a rip-off.`),
    },
  },
  consequence: {
    glad: lines(`
      Done in ten minutes.
      Not a single problem.
      It saved me a trip.
      Better than my old company.
      Everything as they said.
      No need to call anyone.`),
    flat: lines(`
      It got there in the end.
      Nothing to write home about.
      It will do.
      It took a bit of effort.`),
    cross: lines(`
      I lost a whole morning.
      I had to chase them three times.
      Still no solution.
      A week of this, terrible.
      A whole afternoon wasted.
      And then they blame me.
      Nobody seems to care.
      That is twice this month.`),
  },
  closing: {
    glad: lines(`
      Thank you.
      Keep it up.
      I would recommend it.
      Already told my sister.
      Thanks to the team.
      I am staying.
      Cheers.`),
    flat: lines(`
      We will see.
      That is all.
      Nothing to add.
      Let us see next month.`),
    cross: lines(`
      Sort it out.
      I would not recommend it.
      Thinking of leaving.
      I am leaving.
      Very disappointed.
      I expected more.
      Shame on you.`),
  },
  short: {
    glad: lines(`
      All good
      Very easy
      Great, thanks
      Perfect
      Excellent service
      Quick and easy
      Very happy
      Brilliant`),
    flat: lines(`
      Ok
      Average
      Nothing special
      Fine I guess
      As expected`),
    cross: lines(`
      Terrible
      Awful service
      Very bad
      Very disappointed
      Does not work
      Rubbish
      Useless`),
  },
  faces: { glad: ['😊', '👍', '👏', '❤️', ':)'], flat: ['🤷', '😐'], cross: ['😡', '👎', '😠', '😤', ':('] },
  contact: lines(`
    Call me on +34 612 345 678.
    My e-mail is sample.person@example.com.
    You can reach me at 655 010 203.`),
  hurried: [
    ['you', 'u'],
    ['because', 'cos'],
    ['the', 'teh'],
    ['with', 'wiht'],
    ['really', 'realy'],
    ['thanks', 'thx'],
    ['people', 'ppl'],
    ['before', 'b4'],
  ],
  planted: {
    lateCode: {
      glad: lines(`
        The code took a while, but then it was easy and worked perfectly.
        Easy enough once the code came in the evening, very happy.`),
      flat: lines(`
        The code came in the evening and then it went through.
        I had to ask for the code twice.
        The SIM went live when the code came, the next day.`),
      cross: lines(`
        The activation code only came on the second day, awful.
        The code never arrived, terrible.
        Two days without a line because of the activation code, awful.
        I asked for the code four times and still nothing, so frustrating.
        The text with the code came at three in the morning and had expired, useless.
        Still no activation code and nobody answers me.
        The code comes so late that it no longer works.
        They sent me an expired code, ridiculous.
        I can't activate my SIM because the code doesn't come, terrible.
        The code took a day and a half, shocking.
        They said one minute for the code and it was two days, a joke.`),
    },
    lateCodeConsequence: lines(`
      A whole weekend without a phone, awful.
      I missed two appointments.
      Nobody told me why, very bad.
      In the store they know nothing about it.
      My old line was already cut off.
      I had to buy another SIM meanwhile, ridiculous.`),
    quickChat: {
      glad: lines(`
        They answer right away now, what a difference, great.
        A person replied within seconds and solved it.
        The agent was there instantly and very friendly.
        I wrote and somebody was there at once, excellent.
        Answered in seconds, never seen that before, brilliant.
        No more robot, a real person straight away, wonderful.
        Solved at once, I am so pleased.
        Within seconds I had a very professional agent.`),
      flat: lines(`
        They answer at once, solving it is another matter.
        They reply right away now.`),
      cross: lines(`
        They answer instantly and it is useless, terrible.
        The agent replied at once and closed the chat without helping, awful.`),
    },
  },
};
