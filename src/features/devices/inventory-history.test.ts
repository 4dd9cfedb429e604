import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMPTY_QUERY } from '../../table/query.ts';
import { browser, serviceWithDeltas } from './testing-inventory.ts';

const HOUR = 3_600_000;
const request = { accountId: 'anna', maxAgeMs: 0 };

it('what was merged is what the whole list would be, through any history', async () => {
  const id = fc.constantFrom(
    ...Array.from({ length: 12 }, (_, n) => String(9007199254740995n + BigInt(n) * 9n)),
  );
  const name = fc.constantFrom('a1', 'A01', 'a10', 'b', 'é', '');
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), id, name }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), id }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('refresh' as const, 'reload' as const) }) },
  );
  let merges = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const service = serviceWithDeltas();
      const { openTab, clock, changes, settled } = browser(service.fetchList, service.fetchChanges);
      let tab = openTab();
      for (const one of [...steps, { do: 'refresh' as const }]) {
        if (one.do === 'put') service.put(one.id, one.name);
        else if (one.do === 'remove') service.remove(one.id);
        else {
          if (one.do === 'reload') tab = openTab();
          clock.now += 1000;
          await tab.load(request);
          await settled();
        }
      }
      merges += changes.mock.calls.length;
      const fresh = browser(service.fetchList).openTab();
      await fresh.load(request);
      const [merged, whole] = await Promise.all(
        [tab, fresh].map(async (of) => (await of.view(EMPTY_QUERY, 99)).head),
      );
      expect(merged).toEqual(whole);
      // What storage holds is the same.
      const stored = openTab();
      await stored.load({ ...request, maxAgeMs: HOUR });
      expect((await stored.view(EMPTY_QUERY, 99)).head).toEqual(whole);
    }),
  );
  expect(merges).toBeGreaterThan(0);
});
