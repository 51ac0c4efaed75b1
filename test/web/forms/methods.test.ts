/** A form that is sent by script alone must do nothing where it is sent before that script runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pages = fileURLToPath(new URL('../../../web/', import.meta.url));

test('every form says what becomes of it without script: by default it would put what was typed into the address', () => {
  const tags = readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((file) =>
      readFileSync(join(pages, file), 'utf8')
        .split(/<form(?=\s)/)
        .slice(1)
        .map((tag) => ({ file, tag: tag.slice(0, 300).split('</form')[0] ?? '' })),
    );
  expect(tags.length).toBeGreaterThan(20);
  expect(tags.filter(({ tag }) => !/^[^<]*\b(?:method|action)="/.test(tag)).map(({ file }) => file)).toEqual([]);
});
