import type { DigestContent } from '../../../core/digest/content.ts';
import { badWeekSpanish } from './contents.ts';
import { fullWeek } from './contents-full.ts';

const spanish: Readonly<Record<string, string>> = {
  Search: 'Buscar',
  Join: 'Alta',
  Use: 'Uso',
  Support: 'Ayuda',
  Stay: 'Seguir',
  Website: 'Sitio web',
  'Comparison site': 'Comparador',
  Advertising: 'Publicidad',
  'Store visit': 'Visita a la tienda',
  'Online order': 'Pedido en línea',
  'SIM activation': 'Activación de la SIM',
  'Welcome call': 'Llamada de bienvenida',
  'Monthly bill': 'Factura mensual',
  'My account in the app': 'Mi cuenta en la app',
  'Network at home': 'Red en casa',
  'Network on the way': 'Red de camino',
  Roaming: 'Itinerancia',
  'Help desk': 'Centro de ayuda',
  'Phone queue': 'Espera telefónica',
  'Community forum': 'Foro de clientes',
  'Renewal offer': 'Oferta de renovación',
  'Moving house': 'Mudanza',
  'Store managers': 'Encargados de tienda',
  'Customer care': 'Atención al cliente',
  Plan: 'Tarifa',
  Contract: 'Contrato',
};
const inSpanish = (name: string): string => spanish[name] ?? name;

const placeInSpanish = <T extends { readonly touchpointName: string }>(of: T): T =>
  Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, key.endsWith('Name') ? inSpanish(String(value)) : value]),
  ) as T;

/** The full week for a Spanish reader: the numbers are the same, the names are not. */
export const fullWeekSpanish: DigestContent = {
  ...fullWeek,
  locale: 'es',
  audienceName: badWeekSpanish.audienceName,
  findings: badWeekSpanish.findings.map((finding, index) =>
    index === 0
      ? { ...finding, spread: { kind: 'local', dimensionName: 'Tarifa', groupNames: ['Prepago'] } as const }
      : finding,
  ),
  illusions: fullWeek.illusions.map(placeInSpanish),
  touchpoints: fullWeek.touchpoints.map(placeInSpanish),
  commitments: fullWeek.commitments.map(placeInSpanish),
  verbatims: fullWeek.verbatims.map(placeInSpanish),
  tooFew: badWeekSpanish.tooFew,
};
