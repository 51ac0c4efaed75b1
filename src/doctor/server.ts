/** A server that runs: whether it answers, whether it is ready, and who it says that one is. */
import type { ReadinessAnswer } from '../../answers/health.js';
import type { AlertsAnswer } from '../../answers/alerts/alerts.js';
import type { MeAnswer } from '../../answers/access/me.js';
import { fault, ok, warning, type Finding } from './finding.js';

/** How long an answer may take, in milliseconds. */
const PATIENCE = 5_000;

async function asked<T>(base: string, path: string, token?: string): Promise<T> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(new URL(path, base), { headers, signal: AbortSignal.timeout(PATIENCE) });
  return (await answer.json()) as T;
}

function readinessFindings(base: string, { status, recording, passedOver, projections }: ReadinessAnswer): Finding[] {
  const [book] = projections;
  const findings = [
    status === 'ready'
      ? ok('Server', `${base} is ready, at position ${book?.position ?? '?'}`)
      : fault('Server', `${base} answers, and is ${status}`, 'docs/operations.md, _Health_, says what to do'),
  ];
  if (recording) findings.push(fault('Recording', recording.why, 'until then nothing can be recorded'));
  const unread = passedOver.reduce((sum, { events }) => sum + events, 0);
  if (unread > 0)
    findings.push(
      warning('Events', `${unread} cannot be read by this version`, '`parley verify` says whether they are damaged'),
    );
  return findings;
}

/** Alerts that reach nobody: the caller's own, and those of all for an admin. */
function alertFindings({ alerts }: AlertsAnswer): Finding[] {
  const undelivered = alerts.filter(({ standing, dead }) => dead > 0 || standing === 'failing' || standing === 'off');
  if (undelivered.length === 0) return [];
  const which = undelivered.map(({ label, channel }) => label ?? channel.to).join(', ');
  return [warning('Alerts', `${undelivered.length} do not arrive: ${which}`, '`parley alert list` says why')];
}

/** @param token whoever asks; none where undefined */
export async function serverFindings(base: string, token: string | undefined): Promise<Finding[]> {
  try {
    const findings = readinessFindings(base, await asked<ReadinessAnswer>(base, '/readyz'));
    const me = await asked<MeAnswer>(base, '/v1/me', token);
    if (me.kind === 'open')
      findings.push(warning('Access', 'it has no tokens: whoever reaches it may record', '`parley token create`'));
    else if (me.kind === 'token') findings.push(ok('Access', `you are ${me.subject ?? ''}: ${me.roles.join(', ')}`));
    else if (token !== undefined)
      findings.push(fault('Access', 'your token is not taken', '`parley token list`, as an admin'));
    if (me.may.reader) findings.push(...alertFindings(await asked(base, '/v1/alerts', token)));
    return findings;
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return [warning('Server', `none answers at ${base}: ${cause?.code ?? message}`, 'start one: `parley serve`')];
  }
}
