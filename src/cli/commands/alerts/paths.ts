/** The addresses of alerts. */
import { pathOf } from '../../client/api-client.js';

export const ALERTS = '/v1/alerts';
export const alertPath = (alert: string, ...rest: readonly string[]): string => `${ALERTS}${pathOf(alert, ...rest)}`;
