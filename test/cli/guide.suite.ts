/** The help for those who code what is reported. */
import { HARD_CASES } from '../../events/guide/hard-cases.js';
import { KIND_HELP } from '../../events/guide/kinds.js';
import { WORD_HELP } from '../../events/guide/words.js';
import { KINDS } from '../../events/vocabulary.js';
import type { CommandLine } from './command-line.js';

/** As one line, since help is wrapped. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
const plain = (text: string): string => text.replaceAll('`', '');

export function guide(parley: () => CommandLine): void {
  const help = async (...words: readonly string[]) => parley().run(['help', ...words]);

  test('help report tells each kind, and each word of a vocabulary, with its line and its example', async () => {
    const { code, out, err } = await help('report');
    expect([code, err]).toEqual([0, '']);
    const text = flat(out);
    for (const words of [KIND_HELP, ...Object.values(WORD_HELP)])
      for (const [word, { line, example }] of Object.entries(words))
        expect(text).toContain(`${word} ${plain(line)} e.g. ${plain(example)}`);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test.each(KINDS)('help report %s tells what it needs, its flags and its hard cases', async (kind) => {
    const { code, out } = await help('report', kind);
    const text = flat(out);
    expect(code).toBe(0);
    expect(text).toContain(plain(KIND_HELP[kind].line));
    if (KIND_HELP[kind].needs !== '–') expect(text).toContain(`Needs: ${plain(KIND_HELP[kind].needs)}`);
    for (const { reported, record, concerns } of HARD_CASES)
      if (concerns.includes(kind)) expect(text).toContain(`${plain(reported)} record ${plain(record)}`);
  });

  test('help names the flags of a kind, and a command below another', async () => {
    expect((await help('report', 'stance')).out).toMatch(/^Flags: +--issue-title --issue --toward$/m);
    expect((await help('token', 'create')).out).toMatch(/^Usage: parley token create/);
    expect((await help()).out).toMatch(/^Usage: parley/);
  });

  test('what is no kind and no command is answered with the one that was probably meant', async () => {
    expect(await help('report', 'invitation')).toEqual({
      code: 2,
      out: '',
      err: 'parley: invitation is no kind of report; did you mean overture?\n',
    });
    expect(await help('stautus')).toMatchObject({
      code: 2,
      err: 'parley: stautus is no command; did you mean status?\n',
    });
    for (const [flag, meant] of [
      ['--date', '--occurred-at'],
      ['--outlet', '--publisher'],
      ['--expires', '--until'],
      ['--sumary', '--summary'],
    ])
      expect(await parley().run(['report', 'x', flag ?? '', 'y'])).toEqual({
        code: 2,
        out: '',
        err: `parley: unknown option '${flag}'\n(Did you mean ${meant}?)\n`,
      });
    const { code, err } = await parley().run('report x --kind ceasefire');
    expect([code, err]).toEqual([2, expect.stringMatching(/Did you mean agreement\?\n$/)]);
  });
}
