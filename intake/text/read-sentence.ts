/** A sentence as it was read: its tokens, the parties in it, and what of it stands in quotation marks. */
import type { Span } from '../../events/intake/candidate.js';
import type { Mention } from '../parties/mention.js';
import type { Matchable } from './pattern.js';
import type { Token } from './tokens.js';

export interface ReadSentence extends Matchable {
  readonly span: Span;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly Mention[];
  /** Tokens that stand in quotation marks. */
  readonly quoted: ReadonlySet<number>;
}

/** The tokens between quotation marks; after a mark that is never closed, all that follow. */
export function quotedIn(tokens: readonly Token[]): ReadonlySet<number> {
  const quoted = new Set<number>();
  let isOpen = false;
  tokens.forEach(({ word }, i) => {
    if (word === '"') isOpen = !isOpen;
    else if (isOpen) quoted.add(i);
  });
  return quoted;
}

export function readSentence(
  text: string,
  span: Span,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): ReadSentence {
  return {
    span,
    text: text.slice(span.start, span.end),
    tokens,
    mentions,
    mentionEnds: new Map(mentions.map(({ from, to }) => [from, to])),
    quoted: quotedIn(tokens),
  };
}
