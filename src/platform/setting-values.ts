/** What the values of settings may be. */
import { z } from 'zod';

/** Digits within bounds. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a number from ${least} to ${most}`,
    })
    .transform(Number);

/** Joined by commas. */
export const addresses = z
  .string()
  .max(1000)
  .transform((text) => text.split(',').map((address) => address.trim()));
