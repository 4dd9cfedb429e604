import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../errors.ts';
import { askAgainAfterLimit } from './after-limit.ts';
import { EMPTY_LEDGER, type Ledger } from './ledger.ts';
import { countSavings } from './savings.ts';
import type { SharedLedger } from './shared-ledger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
}

/** Shows a query, as a component that is mounted does; answers the function that takes it away. */
function show(client: QueryClient, queryFn: () => Promise<unknown>, meta: Record<string, unknown>) {
  return new QueryObserver(client, { queryKey: ['device'], queryFn, meta }).subscribe(() => undefined);
}

describe('savings', () => {
  it('are questions answered from what is kept or on its way', async () => {
    let ledger: Ledger = EMPTY_LEDGER;
    const shared: Pick<SharedLedger, 'change'> = {
      change: (work) => {
        const [next, answer] = work(ledger, Date.now());
        ledger = next;
        return Promise.resolve(answer);
      },
    };
    const client = newClient();
    const stop = countSavings(client, shared);
    const gate = Promise.withResolvers<string>();
    show(client, () => gate.promise, { isCall: true });
    show(client, () => gate.promise, { isCall: true });
    gate.resolve('here');
    await vi.advanceTimersByTimeAsync(1);
    for (let time = 0; time < 3; time += 1) show(client, () => gate.promise, { isCall: true })();
    await vi.advanceTimersByTimeAsync(60_000);
    // Too old: this one costs a call.
    show(client, () => Promise.resolve('anew'), { isCall: true });
    await vi.advanceTimersByTimeAsync(2000);
    expect(ledger.days[0]?.saved).toEqual({ kept: 3, merged: 1, otherTab: 0 });
    stop();
    show(client, () => gate.promise, { isCall: true })();
    await vi.advanceTimersByTimeAsync(2000);
    expect(ledger.days[0]?.saved.kept).toBe(3);
  });
});

describe('what was refused for the limit', () => {
  const refusal = (retryAfterMs?: number) =>
    new ApiError('limit', 'used up', retryAfterMs === undefined ? {} : { retryAfterMs });

  it.each([
    [300_000, 300_000],
    [undefined, 60_000],
  ])('is asked for again when calls are there again (%s)', async (retryAfterMs, waitMs) => {
    const client = newClient();
    askAgainAfterLimit(client);
    const queryFn = vi.fn(() => Promise.resolve('there')).mockRejectedValueOnce(refusal(retryAfterMs));
    show(client, queryFn, {});
    await vi.advanceTimersByTimeAsync(waitMs - 1);
    expect(queryFn).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(client.getQueryData(['device'])).toBe('there');
  });

  it('is left alone where nobody looks at it, where it came otherwise, and after the end', async () => {
    const client = newClient();
    const stop = askAgainAfterLimit(client);
    const gone = vi.fn(() => Promise.reject(refusal(1000)));
    const hide = show(client, gone, {});
    await vi.advanceTimersByTimeAsync(1);
    hide();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gone).toHaveBeenCalledTimes(1);

    const other = vi.fn(() => Promise.reject(new ApiError('not-found', 'gone')));
    show(client, other, {});
    await vi.advanceTimersByTimeAsync(120_000);
    expect(other).toHaveBeenCalledTimes(1);

    client.clear();
    const stopped = vi.fn(() => Promise.reject(refusal(1000)));
    show(client, stopped, {});
    await vi.advanceTimersByTimeAsync(1);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stopped).toHaveBeenCalledTimes(1);
  });
});
