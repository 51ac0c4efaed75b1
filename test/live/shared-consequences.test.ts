/** What a report changed is worked out once for whoever recorded it and for the live wire: they ask the same one. */
import { Changed } from '../../src/live/change-wording.js';
import { LiveModule } from '../../src/live/live.module.js';
import { Recording } from '../../src/commands/event-recorder.js';
import { RecordModule } from '../../src/commands/commands.module.js';
import { GuardedApp } from '../access/guarded-app.js';

test('The wire asks the consequences that the recording has worked out', async () => {
  const guarded = await GuardedApp.start();
  try {
    const recording = guarded.app.select(RecordModule).get(Recording);
    expect(guarded.app.select(LiveModule).get(Changed)['consequences']).toBe(recording['consequences']);
  } finally {
    await guarded.stop();
  }
});
