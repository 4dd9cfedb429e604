import type { CallOptions } from './budget/calls.ts';
import type { Outcome } from './budget/ledger.ts';
import type { LimitNews } from './budget/rate-limit.ts';
import type { CallBudget } from './budget/scheduler.ts';

/** A budget that lets everything through at once, and remembers it. */
export function openBudget() {
  const admitted: CallOptions[] = [];
  const settled: Outcome[] = [];
  const learnt: LimitNews[] = [];
  const budget: CallBudget = {
    admit: ({ priority, purpose }) => {
      admitted.push({ ...(priority && { priority }), ...(purpose && { purpose }) });
      return Promise.resolve(`ticket ${admitted.length}`);
    },
    settle: (_ticket, outcome) => void settled.push(outcome),
    learn: (news) => void learnt.push(news),
  };
  return { budget, admitted, settled, learnt };
}
