/**
 * How often the voice of a statement is told right: `node bench/intake/voices.mjs`, over `voices/`, where each sentence has
 * its capacity, attribution and party. `--detail` lists what was not. Without kinds: more voices are compared than by
 * `npm run intake:score`, which compares only those whose kind and party were found.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { partyOf } from './training/texts.mjs';

const FOLDER = new URL('voices/', import.meta.url);
const LABEL =
  /^(?<capacity>official|insider|intermediary|reporter|former-official|commentator) (?<attribution>on-the-record|on-background|deep-background|unattributed)(?: (?<party>\*|[a-z0-9-]+))?$/;

/** `{ name, text, publisher, known, labels: [{ start, end, capacity, attribution, party }] }` */
function voicedOf(block) {
  const [head = '', ...rest] = block.split('\n');
  const [name, , publisher] = head.split(' | ');
  const [parties, labels] = [[], []];
  let text = '';
  let isNewParagraph = false;
  for (const line of rest) {
    const bar = line.indexOf(' | ');
    if (line.trim() === '') isNewParagraph = text !== '';
    else if (bar < 0) parties.push(partyOf(line, name));
    else {
      text += text === '' ? '' : isNewParagraph ? '\n\n' : ' ';
      isNewParagraph = false;
      const start = text.length;
      text += line.slice(bar + 3);
      const label = line.slice(0, bar);
      const found = LABEL.exec(label)?.groups;
      if (!found && label !== '-') throw new Error(`${name}: no label: ${label}`);
      if (found) labels.push({ start, end: text.length, ...found });
    }
  }
  return { name, text, publisher, known: { parties, issues: [], claims: [], proposals: [], agreements: [] }, labels };
}

/** The articles of each file, by its name. */
export const voicedArticles = () =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .map((file) => ({
      file,
      articles: readFileSync(new URL(file, FOLDER), 'utf8')
        .split(/^=== /m)
        .filter((block) => block.trim() !== '')
        .map(voicedOf),
    }));

const COMPARED = ['capacity', 'attribution'];

/** What each says in a sentence: where one speaks, the whole. */
const spokenIn = ({ sentence: { span, tokens }, voice, parts }) =>
  parts?.map((part) => ({ start: tokens[part.from].start, end: tokens[part.to - 1].end, voice: part.voice })) ?? [
    { ...span, voice },
  ];

/** The voice of the sentences of a statement: one that is told right, else the first. */
function voiceOf({ start, end, ...label }, heard) {
  const voices = heard
    .flatMap(spokenIn)
    .filter((said) => said.start < end && said.end > start)
    .map(({ voice }) => voice);
  return voices.find((voice) => COMPARED.every((field) => voice[field] === label[field])) ?? voices[0];
}

/** @param read reads an article: its sentences with their voices */
export function compared({ text, publisher, known, labels }, read) {
  const heard = read(text, known, publisher);
  return labels.map((label) => ({ label, words: text.slice(label.start, label.end), voice: voiceOf(label, heard) }));
}

export const rightIn = (all, field) => all.filter(({ label, voice }) => voice?.[field] === label[field]).length;

function print(file, all) {
  const share = (field) => `${((100 * rightIn(all, field)) / all.length).toFixed(0)} %`;
  console.log(
    `${file.padEnd(14)}${all.length} statements: capacity ${share('capacity')}, attribution ${share('attribution')}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { readArticle } = await import('../../dist/intake/read.js');
  const { sentencesOf } = await import('../../dist/intake/text/sentences.js');
  const read = (text, known, publisher) => readArticle(text, sentencesOf(text), known, publisher);
  const isDetailed = process.argv.includes('--detail');
  const total = voicedArticles().flatMap(({ file, articles }) => {
    const all = articles.flatMap((article) => compared(article, read));
    print(file, all);
    for (const { label, words, voice } of isDetailed ? all : [])
      if (COMPARED.some((field) => voice?.[field] !== label[field]))
        console.log(
          `  ${label.capacity}, ${label.attribution}, not ${voice?.capacity}, ${voice?.attribution}: ${words}`,
        );
    return all;
  });
  print('all', total);
}
