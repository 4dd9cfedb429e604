/** Watches one call: ends it after too long a silence, or when the caller gives it up. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Something came: the clock starts anew. */
  touch(): void;
  /** Stops the clock while nothing is expected of the server. */
  pause(): void;
  end(): void;
  hasTimedOut(): boolean;
  /** Waits for a promise that cannot be cancelled itself, no longer than the caller does. */
  orAborted<T>(promise: Promise<T>): Promise<T>;
}

export function watchSilence(timeoutMs: number, outer?: AbortSignal): Watch {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTimedOut = false;
  const giveUp = () => controller.abort(outer?.reason);
  if (outer?.aborted) giveUp();
  outer?.addEventListener('abort', giveUp, { once: true });
  const pause = () => clearTimeout(timer);
  return {
    signal,
    pause,
    touch() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        isTimedOut = true;
        controller.abort();
      }, timeoutMs);
    },
    end() {
      pause();
      outer?.removeEventListener('abort', giveUp);
    },
    hasTimedOut: () => isTimedOut,
    orAborted(promise) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(new DOMException('Aborted', 'AbortError'));
        if (signal.aborted) stop();
        signal.addEventListener('abort', stop, { once: true });
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
      });
    },
  };
}
