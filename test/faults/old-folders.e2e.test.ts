/** Data folders that earlier builds have left: the log is read as it was, and their snapshots are not trusted. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, remove, startedApp, type StartedApp } from '../app/started-app.js';

const left = new URL('files/folder-0.1.0/', import.meta.url);

interface Row {
  readonly negotiation: string;
  readonly freshness: { ageDays?: number };
}
interface Desk {
  readonly negotiations: readonly Row[];
}

/** The desk but for how old things are at present. */
function ageless(desk: Desk): Desk {
  for (const { freshness } of desk.negotiations) delete freshness.ageDays;
  return desk;
}
const deskOf = async ({ base }: StartedApp): Promise<Desk> =>
  ageless((await (await fetch(`${base}/v1/negotiations`)).json()) as Desk);
/** What the parties that a row names are called. */
const NAMES: Readonly<Record<string, object>> = {
  'fishing-quota': { north: 'North', south: 'South', west: 'West' },
  'harbour-pay': { ministry: 'Ministry of Labour', port: 'Port Company', union: 'Harbour Union' },
};
/** The desk as that build answered it, with the fields that came since. */
const answered = (): Desk => {
  const desk = ageless(JSON.parse(readFileSync(new URL('desk.json', left), 'utf8')) as Desk);
  const row = (of: Row) => ({ ...of, reportedRestart: null, names: NAMES[of.negotiation] });
  return { ...desk, negotiations: desk.negotiations.map(row) };
};

/** As if the rows of the desk that the snapshot holds held for ever. */
function prolonged(snapshot: string): string {
  const [head = '', body = ''] = snapshot.split('\n');
  const longer = body.replaceAll(/"turnsAt":\d+/g, '"turnsAt":null');
  expect(longer).not.toBe(body);
  const sha256 = createHash('sha256').update(longer).digest('hex');
  return `${JSON.stringify({ ...(JSON.parse(head) as object), sha256 })}\n${longer}\n`;
}

describe('A data folder of the build before', () => {
  let folder: string;
  const file = () => join(folder, 'parley.snapshot');
  beforeEach(() => {
    folder = newFolder();
    cpSync(left, folder, { recursive: true });
  });
  afterEach(() => remove(folder));

  test.each([
    ['as it was left', (snapshot: string) => snapshot],
    ['with a snapshot whose rows have not run out', prolonged],
  ])('%s opens, and the desk is the same', async (_, change) => {
    const snapshot = change(readFileSync(file(), 'utf8'));
    expect(snapshot).toMatch(/^\{"parley":"snapshot","form":1,.*\n.*"short":\{/);
    writeFileSync(file(), snapshot);
    const app = await startedApp(folder, 1_000);
    expect(existsSync(file())).toBe(false);
    expect(await deskOf(app)).toEqual(answered());
    await app.halt();
  });

  test('gets a snapshot of its own, from which the desk is the same again', async () => {
    for (const applied of [28, 0]) {
      const app = await startedApp(folder, 10);
      expect(await (await fetch(`${app.base}/metrics`)).text()).toMatch(
        new RegExp(`^parley_events_applied ${applied}$`, 'm'),
      );
      expect(await deskOf(app)).toEqual(answered());
      await app.halt();
      expect(readFileSync(file(), 'utf8')).toMatch(/^\{"parley":"snapshot","form":3,.*\n.*"row":\{/);
    }
  });
});
