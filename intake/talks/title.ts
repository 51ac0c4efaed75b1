/** A title for talks: that of the article, else made of the principals and the first issue. */
import type { Article } from '../article.js';
import type { ProposedIssue } from './issues.js';
import type { ProposedParty } from './parties.js';

const LONGEST = 120;

/** The first line, where it looks like a headline: short, and without a full stop. */
function headline(text: string): string | undefined {
  const line = text.trimStart().slice(0, 400).split('\n', 1)[0]?.trim() ?? '';
  return line.length > 10 && line.length <= LONGEST && !/[.!?:]$/.test(line) ? line : undefined;
}

export function titleOf(article: Article, parties: readonly ProposedParty[], issues: readonly ProposedIssue[]): string {
  const principals = parties.filter(({ role }) => role === 'principal').map(({ name }) => name);
  const between =
    principals.length > 1
      ? ` between ${principals.slice(0, 2).join(' and ')}`
      : principals[0]
        ? ` with ${principals[0]}`
        : '';
  const made = issues[0] ? `${issues[0].title}: talks${between}` : between ? `Talks${between}` : undefined;
  return (article.title?.trim() || headline(article.text) || made || 'Talks').slice(0, 500);
}
