import { ApiError } from '../errors.ts';
import type { CallOptions, Priority, Purpose } from './calls.ts';
import { admit, decide, noteHeld, noteLimits, settle, type Decision, type Outcome } from './ledger.ts';
import type { LimitNews } from './rate-limit.ts';
import type { SharedLedger } from './shared-ledger.ts';

/** What http asks before a call and tells after it. */
export interface CallBudget {
  /**
   * Resolves with a ticket when the call may be sent. Rejects with an ApiError: "limit" where it would have to wait too
   * long or is not to be made today, "aborted" where the caller gave it up.
   */
  admit(call: CallOptions, signal: AbortSignal): Promise<string>;
  settle(ticket: string, outcome: Outcome): void;
  /** What an answer says that is not counted itself. */
  learn(news: LimitNews): void;
}

export interface SchedulerDeps {
  ledger: SharedLedger;
  now: () => number;
  setTimer: (act: () => void, ms: number) => () => void;
}

/** Longer than a minute's window; whoever would wait longer is told and decides. */
export const LONGEST_WAIT_MS = 65_000;
/** Tabs that wait for the same moment do not all begin in it. */
const SPREAD_MS = 200;
const ORDER: Readonly<Record<Priority, number>> = { click: 0, visible: 1, background: 2 };

interface Waiting {
  priority: Priority;
  purpose: Purpose;
  resolve: (ticket: string) => void;
  reject: (error: ApiError) => void;
}

/** Lets the calls of this tab or worker through one by one, the soonest wanted first, as the shared ledger allows. */
export class Scheduler implements CallBudget {
  readonly #deps: SchedulerDeps;
  readonly #queue: Waiting[] = [];
  #isAtWork = false;
  #cancelTimer: (() => void) | undefined;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
  }

  admit({ priority = 'visible', purpose = 'other' }: CallOptions, signal: AbortSignal): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const waiting = { priority, purpose, resolve, reject };
    const giveUp = () => {
      this.#remove(waiting);
      reject(new ApiError('aborted', 'The call was given up.'));
    };
    if (signal.aborted) giveUp();
    else {
      signal.addEventListener('abort', giveUp, { once: true });
      const before = this.#queue.findIndex((each) => ORDER[each.priority] > ORDER[priority]);
      this.#queue.splice(before === -1 ? this.#queue.length : before, 0, waiting);
      void this.#work();
    }
    return promise.finally(() => signal.removeEventListener('abort', giveUp));
  }

  settle(ticket: string, outcome: Outcome): void {
    void this.#deps.ledger
      .change((ledger, now) => [settle(ledger, now, ticket, outcome), undefined])
      // What was learnt may let somebody through sooner, or make everybody wait longer.
      .then(() => this.#work());
  }

  learn(news: LimitNews): void {
    void this.#deps.ledger
      .change((ledger, now) => [noteLimits(ledger, now, news), undefined])
      .then(() => this.#work());
  }

  async #work(): Promise<void> {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    this.#cancelTimer?.();
    try {
      for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
        if (!(await this.#decideOn(first))) break;
      }
    } finally {
      this.#isAtWork = false;
    }
  }

  /** False where everybody has to wait. */
  async #decideOn(first: Waiting): Promise<boolean> {
    const ticket = crypto.randomUUID();
    const decision = await this.#deps.ledger.change<Decision>((ledger, now) => {
      const decided = decide(ledger, now, first.priority);
      if (decided.kind === 'go') return [admit(ledger, now, ticket, first.purpose), decided];
      const isHeld = decided.kind === 'refuse' && decided.reason === 'day-reserve';
      return [isHeld ? noteHeld(ledger, now) : ledger, decided];
    });
    if (decision.kind === 'wait' && decision.until - this.#deps.now() <= LONGEST_WAIT_MS) {
      // Somebody who is wanted sooner came meanwhile: he may go where this one may not.
      if (this.#queue[0] !== first) return true;
      const ms = Math.max(0, decision.until - this.#deps.now()) + Math.random() * SPREAD_MS;
      this.#cancelTimer = this.#deps.setTimer(() => void this.#work(), ms);
      return false;
    }
    const isThere = this.#remove(first);
    if (decision.kind === 'go') {
      // Given up while it was decided: the call is not made, and its place is lost until the window ends.
      if (isThere) first.resolve(ticket);
      else this.settle(ticket, { news: {} });
    } else first.reject(refusal(decision, this.#deps.now()));
    return true;
  }

  #remove(waiting: Waiting): boolean {
    const index = this.#queue.indexOf(waiting);
    if (index !== -1) this.#queue.splice(index, 1);
    return index !== -1;
  }
}

function refusal(decision: Exclude<Decision, { kind: 'go' }>, now: number): ApiError {
  const init = decision.until === undefined ? {} : { retryAfterMs: Math.max(0, decision.until - now) };
  if (decision.kind === 'wait') {
    return new ApiError(
      'limit',
      'The service lets nobody in for a while, because too many calls were made.',
      init,
    );
  }
  switch (decision.reason) {
    case 'day':
      return new ApiError('limit', 'Today’s calls of the organisation are used up.', init);
    case 'day-reserve':
      return new ApiError('limit', 'What is left of today’s calls is kept for what people ask for.', init);
    case 'background-off':
      return new ApiError('limit', 'Loading in the background is switched off.', init);
  }
}
