/** Work that is done once for each key, however many ask for it meanwhile. */

/** The promise of a key, made where there is none; one that is not kept is forgotten. */
export function onceFor<K, V>(promises: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = promises.get(key);
  if (known) return known;
  const made = make();
  promises.set(key, made);
  made.catch(() => promises.delete(key));
  return made;
}
