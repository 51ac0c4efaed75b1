/** Coded articles: NAME.txt with NAME.gold.ndjson beside it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const GOLD = '.gold.ndjson';

/** The articles of a folder, by name. */
export function articlesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(GOLD))
    .toSorted()
    .map((file) => {
      const name = file.slice(0, -GOLD.length);
      const lines = readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return { name, text: readFileSync(join(folder, `${name}.txt`), 'utf8'), lines };
    });
}

/** What a person types of an article's source, once, and what the record knows: the registry, and what the coding names no sooner. */
export function askedOf({ text, lines }) {
  const opened = lines.find(({ type }) => type === 'NegotiationOpened')?.data ?? {};
  const first = lines.find(({ type }) => type !== 'NegotiationOpened')?.data;
  const { publisher, origin, title, url } = first?.source ?? {};
  const published = first?.reportedAt;
  const source = Object.fromEntries(
    Object.entries({ publisher, origin, title, url, published }).filter(([, value]) => value),
  );
  const { parties = [], issues = [] } = opened;
  return {
    article: { text, ...source },
    known: { title: opened.title, parties, issues, claims: [], proposals: [], agreements: [] },
  };
}

/** In the form that scorers read. */
export const draftsOf = (text, candidates) =>
  candidates.map(({ evidence, subjects = [], ...rest }) => ({
    ...Object.assign({}, ...subjects.toReversed()),
    ...rest,
    evidence: evidence.map(({ start, end }) => ({ text: text.slice(start, end), start, end })),
  }));
