/**
 * Whether somebody has asked for telemetry, by the variables of OpenTelemetry. Where nobody has, none of it is loaded: this
 * file knows nothing of it.
 */
import type { Environment } from '../platform/config.js';

/** The signals that are sent. */
export type Signal = 'traces' | 'metrics';

const isSet = (env: Environment, name: string): boolean => (env[name] ?? '').trim() !== '';

/** Those that have somewhere to go: an endpoint is named, or `otlp` is, and nothing turns them off. */
export function signalsAsked(env: Environment): readonly Signal[] {
  if (env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') return [];
  return (['traces', 'metrics'] as const).filter((signal) => {
    const name = signal.toUpperCase();
    const exporter = env[`OTEL_${name}_EXPORTER`]?.trim().toLowerCase() ?? '';
    if (exporter !== '') return exporter === 'otlp';
    return isSet(env, 'OTEL_EXPORTER_OTLP_ENDPOINT') || isSet(env, `OTEL_EXPORTER_OTLP_${name}_ENDPOINT`);
  });
}
