/** Flags for the merge patch (RFC 7386) of a correction or an amendment. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Options } from '../command-context.js';
import { jsonOf } from './exact-json.js';
import { setAt, type Json } from './json-body.js';

/** A field, by its path, and a value. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The value as JSON, else as text: `credibility=2`, `summary=No talks.` */
function valueOf(text: string): unknown {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return jsonOf(text);
}

/** `source.publisher=The Quay` */
export function settingOf(text: string): Setting {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be field=value.');
  return { path: text.slice(0, at).split('.'), value: valueOf(text.slice(at + 1)) };
}

const gathered =
  (read: (text: string) => Setting) =>
  (text: string, before: Setting[] | undefined): Setting[] => [...(before ?? []), read(text)];

/** Adds `--set` and `--unset` to a command. */
export function addPatch(command: Command): Command {
  const set = new Option('--set <field=value>', 'the field as it should be; inner fields by dots (repeatable)');
  const unset = new Option('--unset <field>', 'a field that should not be there (repeatable)');
  return command
    .addOption(set.argParser(gathered(settingOf)))
    .addOption(unset.argParser(gathered((text) => ({ path: text.split('.'), value: null }))));
}

/** What `--set` and `--unset` ask for: null is a field that should not be there. */
export const settingsIn = (options: Options): readonly Setting[] => [
  ...((options['set'] ?? []) as Setting[]),
  ...((options['unset'] ?? []) as Setting[]),
];

/** Sets the patch in the body's `changes`; returns the same body. */
export function applyPatch(body: Json, options: Options): Json {
  for (const { path, value } of settingsIn(options)) setAt(body, ['changes', ...path], value);
  return body;
}
