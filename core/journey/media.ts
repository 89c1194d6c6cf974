import type { Medium } from '../signal.ts';
import type { Name } from './schema.ts';

/** What readers call the media; a journey names everything else itself. */
export const mediumNames = {
  web: { en: 'Website', es: 'Web' },
  app: { en: 'App', es: 'App' },
  store: { en: 'Store', es: 'Tienda' },
  phone: { en: 'Phone', es: 'Teléfono' },
  chat: { en: 'Chat', es: 'Chat' },
  email: { en: 'E-mail', es: 'Correo' },
  sms: { en: 'Text message', es: 'SMS' },
  social: { en: 'Social media', es: 'Redes sociales' },
  review: { en: 'Review', es: 'Reseña' },
} as const satisfies Record<Medium, Name>;

/** The dimension they make, beside the journey's segments. */
export const mediumName = { en: 'Medium', es: 'Medio' } as const satisfies Name;

/** What the answers of an organisation come from. */
export const touchpointName = { en: 'Touchpoint', es: 'Punto de contacto' } as const satisfies Name;

/** The group of those no rule of a segment matches. */
export const otherName = { en: 'Other', es: 'Otros' } as const satisfies Name;
