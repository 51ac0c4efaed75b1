/** The settings of what others see and find: published cards, their address, and search engines. */
import { z } from 'zod';
import { NO_FRAMES, type PublishingSettings } from './settings.js';

const publicUrl = z
  .string()
  .max(500)
  .transform((text, refused) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isBare = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    if (isBare) return url.origin;
    refused.addIssue({ code: 'custom', message: 'must be scheme and host, such as https://parley.example.org' });
    return z.NEVER;
  });

/** `'none'`, or the hosts that may frame, as `frame-ancestors` writes them. */
const frameAncestors = z
  .string()
  .max(1000)
  .regex(/^(?:none|\*|https?:\/\/[\w.*-]+(?::\d{1,5})?(?:[ ,]+https?:\/\/[\w.*-]+(?::\d{1,5})?)*)$/, {
    error: 'must be none, * or addresses such as https://news.example.org, joined by commas',
  })
  .transform((text) => (text === 'none' ? NO_FRAMES : text.split(/[ ,]+/).join(' ')));

/** The variables, as a shape of the schema of all. */
export const publishingVariables = {
  /** Scheme and host by which others reach the server: that of published cards. */
  PARLEY_PUBLIC_URL: publicUrl.optional(),
  /** The addresses of pages that may frame a published card, joined by commas; `*`: all. */
  PARLEY_FRAME_ANCESTORS: frameAncestors.default(NO_FRAMES),
  /** Whether search engines may list published cards. Nothing else is ever listed. */
  PARLEY_INDEXING: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
};
const shape = z.object(publishingVariables);

export const publishingSettings = (read: z.infer<typeof shape>): PublishingSettings => ({
  publicUrl: read.PARLEY_PUBLIC_URL,
  frameAncestors: read.PARLEY_FRAME_ANCESTORS,
  isIndexed: read.PARLEY_INDEXING === 'on',
});
