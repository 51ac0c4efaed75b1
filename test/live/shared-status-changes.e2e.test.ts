/** What a report changed is worked out once, for the answer to its recording and for the live stream: one cache. */
import { RecentChangesCache } from '../../src/live/recent-changes-cache.js';
import { LiveModule } from '../../src/live/live.module.js';
import { EventRecorder } from '../../src/commands/event-recorder.js';
import { CommandsModule } from '../../src/commands/commands.module.js';
import { GuardedApp } from '../access/guarded-app.js';

test('The live stream reads the status changes from the cache of the recorder', async () => {
  const guarded = await GuardedApp.start();
  try {
    const eventRecorder = guarded.app.select(CommandsModule).get(EventRecorder);
    expect(guarded.app.select(LiveModule).get(RecentChangesCache)['statusChanges']).toBe(
      eventRecorder['statusChanges'],
    );
  } finally {
    await guarded.stop();
  }
});
