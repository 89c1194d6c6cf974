import * as z from 'zod/mini';

const Address = z.email();

/** Whether a text is one e-mail address and nothing else, by the rule the recipients of journey.yaml are held to. */
export const isAddress = (text: string): boolean => Address.safeParse(text).success;
