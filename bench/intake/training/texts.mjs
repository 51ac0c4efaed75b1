/** Texts that were written for training, each sentence with its labels: see `../texts/README.md`. */
import { readFileSync, readdirSync } from 'node:fs';

const TEXTS = new URL('../texts/', import.meta.url);

const HEAD = '=== ';
const PARTY = /^(?<party>[a-z0-9-]+): (?<name>.+?) \((?<role>[a-z]+)\)(?: = (?<aliases>.+?))?(?: @ (?<people>.+))?$/;
const LABEL = /^(?<kind>[a-z-]+)(?:\/(?<says>[a-z]+))?(?<optional>\?)? (?<party>-|[a-z0-9-]+)$/;

/** “Ann Rye, official; Jo Hall, insider” */
const peopleOf = (words) =>
  words.split('; ').map((one) => {
    const at = one.lastIndexOf(', ');
    return { name: one.slice(0, at), capacity: one.slice(at + 2) };
  });

export function partyOf(line, at) {
  const found = PARTY.exec(line)?.groups;
  if (!found) throw new Error(`${at}: no party: ${line}`);
  const { party, name, role, aliases, people } = found;
  return {
    party,
    name,
    role,
    ...(aliases ? { aliases: aliases.split('; ') } : {}),
    ...(people ? { people: peopleOf(people) } : {}),
  };
}

const typeOf = (kind) => `${kind.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase())}Reported`;

/** What is told at a stretch of the text, as a line of a coding. */
function reportOf(label, evidence, source, at) {
  const found = LABEL.exec(label)?.groups;
  if (!found) throw new Error(`${at}: no label: ${label}`);
  const { kind, says, optional, party } = found;
  return {
    type: typeOf(kind),
    data: {
      ...source,
      ...(party === '-' ? {} : { party }),
      ...(kind === 'assessment' ? { outlook: says } : kind === 'stance' ? { toward: says } : {}),
    },
    optional: optional !== undefined,
    evidence: [evidence],
  };
}

/** One text, as a coded article: `{ name, text, lines }`. */
function textOf(block, at) {
  const [head, ...rest] = block.split('\n');
  const [slug, reportedAt, publisher] = head.split(' | ');
  const source = { reportedAt, source: { publisher } };
  const parties = [];
  const reports = [];
  let text = '';
  let isNewParagraph = false;
  for (const line of rest) {
    const bar = line.indexOf(' | ');
    if (!line.trim()) isNewParagraph = text !== '';
    else if (text === '' && bar < 0) parties.push(partyOf(line, at));
    else {
      if (bar < 0) throw new Error(`${at}, ${slug}: no labels: ${line}`);
      text += text === '' ? '' : isNewParagraph ? '\n\n' : ' ';
      isNewParagraph = false;
      const words = line
        .slice(bar + 3)
        .trim()
        .normalize('NFC');
      const evidence = { start: text.length, end: text.length + words.length, text: words };
      text += words;
      const labels = line.slice(0, bar).trim();
      if (labels !== '-') reports.push(...labels.split(', ').map((label) => reportOf(label, evidence, source, slug)));
    }
  }
  const opened = { type: 'NegotiationOpened', data: { parties, issues: [] } };
  // What a person types of the source stands in the first report; a text without any has none.
  return { name: slug, text, lines: [opened, ...reports] };
}

/** The texts of each file, by its name. */
export const writtenTexts = (folder = TEXTS) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .map((file) => ({
      file,
      texts: readFileSync(new URL(file, folder), 'utf8')
        .replaceAll('\r', '')
        .split(`\n${HEAD}`)
        .map((block) => (block.startsWith(HEAD) ? block.slice(HEAD.length) : block))
        .filter((block) => block.trim() !== '')
        .map((block) => textOf(block, file)),
    }));
