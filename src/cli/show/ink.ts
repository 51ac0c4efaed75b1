/** Colours, where the stream is a terminal that wants them (NO_COLOR, FORCE_COLOR), and nobody said --no-color. */
import { styleText } from 'node:util';
import type { CommonOptions } from '../flags/common.js';
import type { Output } from '../shell.js';

export interface Ink {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export function inkFor(stream: Output, { color = true }: CommonOptions): Ink {
  const style = (name: 'bold' | 'dim') => (text: string) => (color ? styleText(name, text, { stream }) : text);
  return { strong: style('bold'), faint: style('dim') };
}
