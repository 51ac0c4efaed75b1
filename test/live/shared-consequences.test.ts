/** What a report changed is worked out once for whoever recorded it and for the live wire: they ask the same one. */
import { ChangeWording } from '../../src/live/change-wording.js';
import { LiveModule } from '../../src/live/live.module.js';
import { EventRecorder } from '../../src/commands/event-recorder.js';
import { CommandsModule } from '../../src/commands/commands.module.js';
import { GuardedApp } from '../access/guarded-app.js';

test('The wire asks the consequences that the recording has worked out', async () => {
  const guarded = await GuardedApp.start();
  try {
    const eventRecorder = guarded.app.select(CommandsModule).get(EventRecorder);
    expect(guarded.app.select(LiveModule).get(ChangeWording)['statusChanges']).toBe(eventRecorder['statusChanges']);
  } finally {
    await guarded.stop();
  }
});
