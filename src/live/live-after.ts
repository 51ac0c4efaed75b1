/** Going over from what was emitted earlier to what is emitted live, without a gap. */
import { Observable } from 'rxjs';

/**
 * First all of `earlier`, then all that `live` emits after the subscription. `live` is subscribed to before `earlier`
 * is, and buffered until `earlier` completes: `concat(earlier, live)` would lose what it emits meanwhile.
 */
export const liveAfter = <T>(earlier: Observable<T>, live: Observable<T>): Observable<T> =>
  new Observable((subscriber) => {
    let buffer: T[] | undefined = [];
    let hasLiveEnded = false;
    const error = (reason: unknown): void => subscriber.error(reason);
    const subscription = live.subscribe({
      next: (value) => void (buffer ? buffer.push(value) : subscriber.next(value)),
      error,
      complete: () => {
        hasLiveEnded = true;
        if (!buffer) subscriber.complete();
      },
    });
    const goLive = (): void => {
      // It may grow while it is emptied.
      for (const value of buffer ?? []) subscriber.next(value);
      buffer = undefined;
      if (hasLiveEnded) subscriber.complete();
    };
    subscription.add(earlier.subscribe({ next: (value) => subscriber.next(value), error, complete: goLive }));
    return subscription;
  });
