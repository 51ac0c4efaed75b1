/** The thread of alerts: it keeps their file, and delivers. */
import { parentPort, workerData } from 'node:worker_threads';
import { addToErasures } from '../../store/erasure/erasures-list.js';
import { resolverOf } from '../delivering/resolve.js';
import { webhookSender } from '../delivering/send-webhook.js';
import type { Senders } from '../delivering/deliverer.js';
import { mailSender } from '../delivering/send-mail.js';
import { Keeper, type EndingCode } from './keeper.js';
import type { Asked, Saying, WorkerSettings } from './worker-messages.js';

const settings = workerData as WorkerSettings;
const say = (saying: Saying): void => parentPort?.postMessage(saying, []);

const { exceptions, base, mail } = settings;

const senders = (endingCode: EndingCode): Senders => ({
  ...(settings.webhooks ? { webhook: webhookSender({ exceptions, resolve: resolverOf(), base }) } : {}),
  ...(mail && base !== undefined ? { mail: mailSender(mail, base, endingCode) } : {}),
});

/** That the list cannot be written keeps nobody from ending an alert. */
function ended(alert: string): void {
  try {
    addToErasures(settings.erasures, { alert, at: new Date().toISOString() });
  } catch (error) {
    say({ warning: `the alert is ended, but the list of erasures cannot be written: ${String(error)}` });
  }
}

const warn = (warning: string): void => say({ warning });
const ports = { senders, now: () => Date.now(), warn, ended };
const keeper = new Keeper(settings.file, ports, () => say({ changed: true }));

function answerTo({ id, method, with: given }: Asked): Saying {
  try {
    const work = keeper[method].bind(keeper) as (...args: readonly unknown[]) => unknown;
    return { id, answer: work(...given) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (asked: Asked) => {
  say(answerTo(asked));
  if (asked.method === 'close') parentPort?.close();
});
