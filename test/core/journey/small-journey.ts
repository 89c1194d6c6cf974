import { type ReadJourney, readJourney } from '../../../core/journey/read.ts';

/** The smallest journey that has one of everything, with two touchpoints to choose between. Tests count its lines. */
export const smallJourney = `organisation:
  name: Faro
  locale: en
  timeZone: Europe/Madrid
  currency: EUR
  sender: hello@faro.example
owners:
  - { id: care, name: Care, email: care@faro.example }
  - { id: digital, name: Digital, email: digital@faro.example }
journeys:
  - id: subscriber
    name: Subscriber
    stages:
      - id: join
        name: Join
        touchpoints:
          - { id: website, name: Website, owner: digital, media: [web] }
      - id: support
        name: Support
        touchpoints:
          - id: help-desk
            name: { en: Help desk, es: Ayuda }
            owner: care
            media: [email, chat]
            commitments: [{ measure: waitSeconds, limit: 60, targetShare: 0.8 }]
            was: [old-desk]
sources:
  - id: tickets
    channel: zendesk
    medium: email
    language: es
    defaultTouchpoint: help-desk
    questions: { q1: nps }
    routing:
      - { touchpoint: website, attribute: tags, is: [web] }
      - { touchpoint: website, keywords: [site] }
segments:
  - id: plan
    name: Plan
    attribute: plan
    values:
      - { id: prepaid, name: Prepaid, is: [prepaid, 1] }
      - { id: contract, name: Contract, is: [contract] }
themes:
  - { id: price, name: Price, keywords: { en: [price*] } }
digests:
  - audience: managers
    recipients: [boss@faro.example]
    cadence: weekly
    weekday: monday
    hour: 8
    scope: { stages: [support], touchpoints: [website] }
`;

const context = { fileName: 'journey.yaml', channels: ['generic', 'zendesk'] };

export const read = (text: string): ReadJourney => readJourney(text, context);

/** The small journey with some of its text replaced; a text that is not there is a mistake in the test. */
export const changed = (...changes: readonly (readonly [from: string, to: string])[]): string =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the small journey has no ${from}`);
    return text.replace(from, to);
  }, smallJourney);

/** The problems of the small journey after these changes. */
export const problemsAfter = (...changes: readonly (readonly [from: string, to: string])[]): readonly string[] => {
  const result = read(changed(...changes));
  return result.ok ? [] : result.problems;
};
