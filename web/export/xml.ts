import { Fragment, isValidElement, type VNode } from 'preact';

/** What no XML may hold, not even as a reference. https://www.w3.org/TR/xml/#charsets */
const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text.replaceAll(notInXml, '').replaceAll(/[&<>"]/g, (letter) => references[letter] ?? '');

/** Hundredths of a point are finer than any screen. */
const written = (value: string | number): string =>
  escaped(typeof value === 'number' ? String(Number(value.toFixed(2))) : value);

const isSaid = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/**
 * Elements as XML. What preact itself writes is HTML: an attribute without a value has no `=`, and `]]>` may stand in a
 * text, which programs for drawings refuse.
 *
 * @param node elements without components of their own
 */
export const xmlOf = (node: unknown): string => {
  if (isSaid(node)) return written(node);
  if (Array.isArray(node)) return node.map(xmlOf).join('');
  if (!isValidElement(node)) return '';
  const { type, props } = node as VNode<Record<string, unknown>>;
  const { children, ...attributes } = props;
  const inner = xmlOf(children);
  if (type === Fragment) return inner;
  const said = Object.entries(attributes).map(([name, value]) => (isSaid(value) ? ` ${name}="${written(value)}"` : ''));
  return `<${type}${said.join('')}${inner === '' ? '/>' : `>${inner}</${type}>`}`;
};
