/** What a person typed of an article's source, where the article itself came without: this browser keeps it for the visit. */
export interface TypedSource {
  readonly publisher: string;
  /** When it was published, as EDTF. */
  readonly reportedAt: string;
}

/** Where it is kept: the storage of the tab. */
export interface Keeps {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const keyOf = (article: string): string => `parley:intake:${article}`;

/** What was typed of an article before; nothing where it cannot be read. */
export function typedSource(article: string, storage: Pick<Keeps, 'getItem'>): Partial<TypedSource> {
  try {
    const { publisher, reportedAt } = JSON.parse(storage.getItem(keyOf(article)) ?? '{}') as Record<string, unknown>;
    return {
      ...(typeof publisher === 'string' && publisher !== '' ? { publisher } : {}),
      ...(typeof reportedAt === 'string' && reportedAt !== '' ? { reportedAt } : {}),
    };
  } catch {
    return {};
  }
}

/** Keeps what is typed; what is left empty takes nothing back. */
export function keepTypedSource(article: string, typed: TypedSource, storage: Keeps): void {
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  try {
    storage.setItem(keyOf(article), JSON.stringify({ ...typedSource(article, storage), ...given }));
  } catch {
    // A browser that keeps nothing asks again.
  }
}
