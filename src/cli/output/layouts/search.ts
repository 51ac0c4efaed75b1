/** What a search has found, by sort. */
import type { FoundText, SearchAnswer, SearchResult } from '../../../../answers/search.js';
import type { Layout } from '../layout.js';
import { listed } from '../wording.js';
import { lensWords } from './head.js';

/** How much of a text is shown around the first word that was found. */
const SHOWN = 160;
const BEFORE = 60;

/** The text, or the part of it with the first mark; what was found is between ‹ and ›. */
function excerpt({ text, marks }: FoundText): string {
  const first = marks[0]?.[0] ?? 0;
  const start = text.length <= SHOWN ? 0 : Math.max(0, first - BEFORE);
  const end = Math.min(text.length, start + SHOWN);
  let [shown, at] = [start > 0 ? '…' : '', start];
  for (const [from, to] of marks.filter((mark) => mark[0] >= start && mark[1] <= end)) {
    shown += `${text.slice(at, from)}‹${text.slice(from, to)}›`;
    at = to;
  }
  return shown + text.slice(at, end) + (end < text.length ? '…' : '');
}

/** The text that best shows what was found. */
const shownText = ({ texts }: SearchResult): string => {
  const found = texts.find(({ marks }) => marks.length > 0) ?? texts[0];
  return found ? excerpt(found) : '';
};

const talksOf = ({ talks }: SearchResult): string => listed(talks.map(({ negotiation }) => negotiation));

function section(what: SearchResult['what'], results: readonly SearchResult[], count: number): Layout {
  if (results.length === 0) return [];
  const heading = { heading: `${what} (${results.length < count ? `${results.length} of ${count}` : count})` };
  if (what !== 'report')
    return [
      heading,
      { head: ['id', 'talks', 'found'], rows: results.map((one) => [one.id, talksOf(one), shownText(one)]) },
    ];
  const rows = results.map((one) => [
    one.id,
    talksOf(one),
    one.report?.reportedAt,
    one.report?.kind,
    one.report?.party?.party,
    one.report?.standing,
    one.report?.publisher,
    shownText(one),
  ]);
  return [heading, { head: ['id', 'talks', 'published', 'kind', 'party', 'standing', 'source', 'found'], rows }];
}

export function searchLayout({ results, counts, lens }: SearchAnswer): Layout {
  const words = lensWords(lens);
  const head = words === '' ? [] : [`lens: ${words}`];
  if (results.length === 0) return [...head, 'Nothing was found.'];
  const sorts = [...new Set(results.map(({ what }) => what))];
  return [
    ...head,
    ...sorts.flatMap((what) =>
      section(
        what,
        results.filter((one) => one.what === what),
        counts[what],
      ),
    ),
  ];
}
