/** The talks that a reader has pinned, in this browser alone. */
const KEPT = 'parley:pinned';
const MOST = 50;

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export class Pins {
  ids: readonly string[] = $state.raw([]);

  /** To be called in the browser, once the page is alive. */
  load(): void {
    this.ids = read();
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  toggle(id: string): void {
    this.ids = this.has(id) ? this.ids.filter((one) => one !== id) : [...this.ids, id].slice(-MOST);
    localStorage.setItem(KEPT, JSON.stringify(this.ids));
  }
}
