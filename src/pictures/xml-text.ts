/** Text in XML and in other documents that are laid out: what anybody typed stays text. */

/** Characters that XML forbids, even as references. */
const NO_XML = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that an XML document may hold once it is escaped: what XML forbids becomes U+FFFD. */
export const inXmlText = (text: string): string => text.replace(NO_XML, '\uFFFD');

/** Text as it stands in XML, between tags or in an attribute. */
export const inXml = (text: string): string => inXmlText(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/**
 * Text as one line of a document, without line breaks and controls, those too that could change the order in which the text
 * around it is shown.
 */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
