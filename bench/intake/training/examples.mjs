/** Short texts with a kind each: sentences written for the project, and the summaries of the reports in `stories/`. */
import { readFileSync, readdirSync } from 'node:fs';

const here = new URL('../examples/', import.meta.url);
const stories = new URL('../../../stories/', import.meta.url);

/** The parties that the written examples speak of. */
export const EXAMPLE_TALKS = {
  parties: [
    ['arcadia', 'Arcadia', 'principal', ['Arcadian', 'the government']],
    ['borduria', 'Borduria', 'principal', ['Bordurian', 'the rebels', 'the party']],
    ['union', 'Miners’ Union', 'principal', ['the union', 'Teamsters', 'the dockers', 'nurses']],
    ['steel', 'Northern Steel', 'principal', ['the company', 'the employers', 'Alliance']],
    ['syldavia', 'Syldavia', 'mediator', ['the mediator', 'the mediators', 'Norway', 'Egypt']],
    ['united-nations', 'United Nations', 'observer', []],
  ].map(([party, name, role, aliases]) => ({ party, name, role, aliases })),
  issues: [],
  claims: [],
  proposals: [],
  agreements: [],
};

/** “arcadia> …”: whose act it is; “-> …”: nobody’s. */
const WITH_PARTY = /^(-|[a-z-]+)> (.*)$/;

/** `{ text, kind, known, party? }`; the kind `nothing` is of sentences that are not worth recording. */
export function writtenExamples() {
  const found = [];
  for (const file of readdirSync(here).toSorted()) {
    let kind = '';
    for (const line of readFileSync(new URL(file, here), 'utf8').split('\n')) {
      if (line.startsWith('# ')) kind = line.slice(2).trim();
      else if (line.trim()) {
        const [first, second] = line.split('\t');
        const [, party, text] = WITH_PARTY.exec(second ?? first) ?? [undefined, undefined, second ?? first];
        found.push({
          text: text.trim(),
          kind,
          known: EXAMPLE_TALKS,
          ...(second ? { outlook: first } : {}),
          ...(party ? { party: party === '-' ? null : party } : {}),
        });
      }
    }
  }
  return found;
}

const kindOf = (type) =>
  type
    .replace(/Reported$/, '')
    .replace(/(?<!^)([A-Z])/g, '-$1')
    .toLowerCase();

/** The summaries of every report of the shipped stories, with what was coded of each. */
export function storyExamples() {
  const found = [];
  for (const file of readdirSync(stories).filter((name) => name.endsWith('.ndjson'))) {
    let known = EXAMPLE_TALKS;
    for (const line of readFileSync(new URL(file, stories), 'utf8').trim().split('\n')) {
      const { type, data } = JSON.parse(line);
      if (type === 'NegotiationOpened') known = { ...EXAMPLE_TALKS, parties: data.parties };
      else if (type.endsWith('Reported')) found.push({ text: data.summary, kind: kindOf(type), known, data });
    }
  }
  return found;
}
