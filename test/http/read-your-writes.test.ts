/** Reading at a position: what is stored is waited for, what never was is refused. */
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { ReadYourWritesGuard } from '../../src/http/guards/read-your-writes.guard.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { draftsOf } from '../faults/story-drafts.js';
import { storyText } from '../app/started-app.js';
import { problemOf } from '../commands/shell.js';

describe('A read that names a position', () => {
  let store: SqliteEventStore;
  const image = new MemoryImage();
  beforeAll(async () => {
    store = SqliteEventStore.open(':memory:');
    await store.append('negotiation-qatar-mediation', draftsOf(storyText('qatar-mediation')).slice(0, 5), 'none');
    for (const event of await store.readAll(0n, 2)) image.apply(event);
  });
  afterAll(() => store.close());

  const asking = (position: string, prefer?: string): Promise<boolean> => {
    const request = { query: { position }, headers: prefer === undefined ? {} : { prefer } };
    const context = new ExecutionContextHost([request, { header: () => undefined }]);
    return new ReadYourWritesGuard(image, store).canActivate(context);
  };

  test('is answered at once where this server has read so far', async () => {
    expect(await asking('2')).toBe(true);
  });

  test('is told to come again where it is stored, and has not been read within the time', async () => {
    expect(await problemOf(asking('5', 'wait=0'))).toMatchObject({ status: 503, code: 'catching-up' });
  });

  test('is answered once it has been read', async () => {
    const answered = asking('3', 'wait=20');
    for (const event of await store.readAll(2n, 1)) image.apply(event);
    expect(await answered).toBe(true);
  });

  test.each(['6', '9999999999999999999'])('is refused where no write has answered it: %s', async (position) => {
    expect(await problemOf(asking(position, 'wait=20'))).toMatchObject({
      status: 400,
      errors: [{ parameter: 'position', detail: `the log ends at 5: no write has answered ${position}` }],
    });
  });
});
