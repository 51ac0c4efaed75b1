/** Receiving an article: what is sent. */
import { z } from 'zod';
import { edtf } from '../../events/edtf.js';
import { negotiationId } from '../../events/ids.js';
import { articleSource, intakeSchemas } from '../../events/intake/intake.js';
import { nameText } from '../../events/text.js';

/** The longest text that is taken, in UTF-16 code units. What is longer is cut, and the answer says so. */
export const LONGEST_ARTICLE = 1_000_000;

/** The ways in which a body can hold an article. */
export const CONTENTS = ['text', 'html', 'file'] as const;

const shape = {
  text: z.string().optional().meta({ description: 'The article as plain text.' }),
  html: z
    .string()
    .optional()
    .meta({ description: 'The article as HTML: scripts, markup and hidden text are dropped.' }),
  file: z
    .strictObject({
      name: nameText(255).meta({ description: 'Its ending says what it is: .txt, .md, .html or .eml.' }),
      base64: z.base64().meta({ description: 'Its bytes.' }),
    })
    .optional()
    .meta({ description: 'The article as a file.' }),
  url: articleSource.shape.url.meta({
    description: 'Where it was published. Without text, html and file: it is fetched from there.',
  }),
  publisher: articleSource.shape.publisher,
  origin: articleSource.shape.origin,
  title: articleSource.shape.title,
  published: edtf.optional().meta({ description: 'When it was published, as EDTF.' }),
  language: intakeSchemas.ArticleReceived.shape.language.meta({ description: 'Found from the text where not given.' }),
} as const;

/** Of `POST /v1/negotiations/{id}/intake`. */
export const receiveHere = z.strictObject(shape).superRefine((given, refused) => {
  const held = CONTENTS.filter((name) => given[name] !== undefined);
  if (held.length > 1)
    refused.addIssue({
      code: 'custom',
      path: [held[1] ?? ''],
      message: `cannot be given with ${held[0]}: one of them`,
    });
  if (held.length === 0 && given.url === undefined)
    refused.addIssue({ code: 'custom', path: ['text'], message: 'is required, or html, file or url' });
});

/** Of `POST /v1/intake`. */
export const receiveRequest = z
  .strictObject({
    ...shape,
    negotiation: negotiationId.optional().meta({ description: 'The talks that it is about, where that is known.' }),
  })
  .superRefine((given, refused) => {
    const { negotiation: _, ...rest } = given;
    const read = receiveHere.safeParse(rest);
    for (const { path, message } of read.error?.issues ?? []) refused.addIssue({ code: 'custom', path, message });
  });
export type ReceiveRequest = z.infer<typeof receiveRequest>;
