/** Several servers and commands on one data folder: what one does to tokens holds for the others, without a restart. */
import { newFolder, remove, startedApp } from '../app/started-app.js';
import { Inside } from '../cli/command-line.js';

export function otherProcesses(): void {
  const folder = newFolder();
  afterAll(() => remove(folder));

  const parley = (...words: string[]) =>
    new Inside('').json<{ id: string; secret: string }>(['--data', folder, 'token', ...words, '--json']);

  test('An open server asks for tokens as soon as there is one, and refuses one that was revoked elsewhere', async () => {
    const app = await startedApp(folder);
    const status = async (token?: string): Promise<number> => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await fetch(`${app.base}/v1/negotiations`, { headers })).status;
    };
    const until = async (wanted: number, token?: string): Promise<void> => {
      while ((await status(token)) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    expect(await status()).toBe(200);
    const { id, secret } = await parley('create', '--subject', 'Ana', '--role', 'reader');
    await until(401);
    await until(200, secret);
    await parley('revoke', id);
    await until(401, secret);
    // Nor is it open again, now that no token is left.
    expect(await status()).toBe(401);
    await app.halt();
  });
}
