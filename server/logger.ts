import { destination, pino } from 'pino';
import type { LogLevel } from './config.ts';

/** Structured lines on stderr; stdout is for what people and scripts wait for. */
export function createLogger(level: LogLevel) {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // Whatever logs a request or an answer whole must not log tokens in headers and addresses along with it.
    serializers: {
      req: ({ method }: { method?: string }) => ({ method }),
      res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
    },
  };
  // Written at once: a crash must not take its own explanation along.
  return pino(options, destination({ dest: 2, sync: true }));
}
