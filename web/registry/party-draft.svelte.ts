/** A party as a form holds it, and as the interface takes it. */
import type { PartyAnswer } from '../../answers/description.js';
import type { Person } from '../../events/registry.js';
import type { Role } from '../../events/vocabulary.js';
import type { Body } from '../forms/acts.js';
import { languageCode, languageName } from './languages.js';

/** A name in another language. */
export class NameDraft {
  language: string = $state('');
  name: string = $state('');

  constructor(
    readonly key: string,
    language = '',
    name = '',
  ) {
    [this.language, this.name] = [language, name];
  }
}

/** Somebody who speaks for a party. */
export class PersonDraft {
  name: string = $state('');
  capacity: Person['capacity'] = $state('official');
  since: string = $state('');
  until: string = $state('');

  constructor(
    readonly key: string,
    person?: Person,
  ) {
    if (!person) return;
    [this.name, this.capacity] = [person.name, person.capacity];
    [this.since, this.until] = [person.since ?? '', person.until ?? ''];
  }

  get isBlank(): boolean {
    return this.name.trim() === '';
  }

  get body(): Body {
    const { name, capacity, since, until } = this;
    return given({ name: typedIn(name), capacity, since: typedIn(since), until: typedIn(until) });
  }
}

/** One line each. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What was typed, without space around it; undefined where that is nothing. */
export const typedIn = (text: string): string | undefined => text.trim() || undefined;

/** Only the fields that hold something. */
export const given = (fields: Body): Body =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export class PartyDraft {
  name: string = $state('');
  role: Role = $state('principal');
  since: string = $state('');
  /** Typed; empty: it is proposed from the name. */
  slug: string = $state('');
  names: NameDraft[] = $state([]);
  /** One a line. */
  aliases: string = $state('');
  people: PersonDraft[] = $state([]);
  #rows = 0;

  /** @param key of its row: the same in the server as in the browser */
  constructor(
    readonly key: string,
    role: Role = 'principal',
  ) {
    this.role = role;
  }

  /** The draft of a party that is in the registry. */
  static of({ party, name, names, aliases, people, role }: PartyAnswer): PartyDraft {
    const draft = new PartyDraft(party, role ?? 'observer');
    [draft.name, draft.slug, draft.aliases] = [name, party, aliases.join('\n')];
    for (const [code, one] of Object.entries(names)) draft.addName(languageName(code), one);
    for (const person of people) draft.addPerson(person);
    return draft;
  }

  addName(language = '', name = ''): string {
    this.#rows += 1;
    const key = `${this.key}-name-${this.#rows}`;
    this.names.push(new NameDraft(key, language, name));
    return key;
  }

  addPerson(person?: Person): string {
    this.#rows += 1;
    const key = `${this.key}-person-${this.#rows}`;
    this.people.push(new PersonDraft(key, person));
    return key;
  }

  get isBlank(): boolean {
    return this.name.trim() === '';
  }

  /** Names by language; undefined where there are none. */
  get namesByLanguage(): Readonly<Record<string, string>> | undefined {
    const filled = this.names.filter(({ language, name }) => language.trim() !== '' && name.trim() !== '');
    if (filled.length === 0) return undefined;
    return Object.fromEntries(filled.map(({ language, name }) => [languageCode(language), name.trim()]));
  }

  get peopleList(): readonly Body[] {
    return this.people.filter(({ isBlank }) => !isBlank).map(({ body }) => body);
  }

  get aliasList(): readonly string[] {
    return linesOf(this.aliases);
  }

  /** As it is opened with or added. */
  body(party: string): Body {
    return given({
      party,
      name: typedIn(this.name),
      role: this.role,
      since: typedIn(this.since),
      names: this.namesByLanguage,
      aliases: this.aliasList.length > 0 ? this.aliasList : undefined,
    });
  }
}
