/** What holds between the fields of a report: zod refinements that name the field at fault. */
import type { z } from 'zod';
import { firstInstant, lastInstantAnywhere, spanOf } from './dates.js';

type Subject = 'claim' | 'issue' | 'proposal' | 'agreement' | 'report';

/** For kinds that must name exactly one of these. */
export const oneOf =
  (...subjects: readonly Subject[]) =>
  (value: Partial<Record<Subject, unknown>>, ctx: z.RefinementCtx) => {
    const given = subjects.filter((s) => value[s] !== undefined);
    if (given.length === 1) return;
    const names = subjects.join(', ');
    ctx.addIssue({
      code: 'custom',
      path: [given[1] ?? subjects[0] ?? ''],
      message: given.length ? `names only one of ${names}` : `needs one of ${names}`,
    });
  };

/** For kinds that may name one of these. */
export const atMostOneOf =
  (...subjects: readonly Subject[]) =>
  (value: Partial<Record<Subject, unknown>>, ctx: z.RefinementCtx) => {
    const [, second] = subjects.filter((s) => value[s] !== undefined);
    if (second !== undefined)
      ctx.addIssue({ code: 'custom', path: [second], message: `names only one of ${subjects.join(', ')}` });
  };

/** A report does not happen after it was published. */
export const checkDates = (value: unknown, ctx: z.RefinementCtx) => {
  const { occurredAt, reportedAt } = value as { occurredAt?: string; reportedAt: string };
  if (occurredAt === undefined || !spanOf(occurredAt) || !spanOf(reportedAt)) return;
  if (firstInstant(occurredAt) > lastInstantAnywhere(reportedAt))
    ctx.addIssue({
      code: 'custom',
      path: ['occurredAt'],
      message: 'begins after the report was published (reportedAt)',
    });
};

/** Words are a joint statement of a party with others. */
export const checkJointly = (value: unknown, ctx: z.RefinementCtx) => {
  const { party, jointly } = value as { party?: unknown; jointly?: unknown[] };
  if (party === undefined && jointly?.length)
    ctx.addIssue({ code: 'custom', path: ['jointly'], message: 'needs a party: jointly with whom?' });
};
