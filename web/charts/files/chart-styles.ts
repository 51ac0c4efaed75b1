/** The styles of a picture that stands alone: the rules of the pages, with colours in place of their names. */
import appCss from '../../app.css?raw';
import chartCss from '../chart.css?raw';

/** The light colours: the first list of custom properties in the style sheet of the pages. */
const COLOURS = new Map(
  [...(/:root \{([^}]*)\}/.exec(appCss)?.[1] ?? '').matchAll(/--([a-z]+): ([^;]+);/g)].map(([, name, value]) => [
    name ?? '',
    value ?? '',
  ]),
);
/** Pictures are set in one family: it is shipped with the server. */
const FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', system-ui, sans-serif";

export const CHART_STYLES = chartCss
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/var\(--([a-z]+)\)/g, (_, name: string) => (name === 'sans' ? FONTS : (COLOURS.get(name) ?? 'black')))
  .replace(/\s+/g, ' ');
