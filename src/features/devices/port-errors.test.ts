import { expose, wrap } from 'comlink';
import { expect, it } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import { installPortErrors } from './port-errors.ts';

it('carries an ApiError over a port as one, and other errors as they were', async () => {
  installPortErrors();
  const { port1, port2 } = new MessageChannel();
  const remote = {
    limit: (): Promise<string> =>
      Promise.reject(new ApiError('limit', 'Used up.', { status: 429, code: 'COM0002', retryAfterMs: 5 })),
    plain: (): Promise<string> => Promise.reject(new RangeError('no')),
  };
  expose(remote, port1);
  const local = wrap<typeof remote>(port2);
  const error: unknown = await local.limit().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    kind: 'limit',
    message: 'Used up.',
    status: 429,
    code: 'COM0002',
    retryAfterMs: 5,
  });
  const plain: unknown = await local.plain().catch((caught: unknown) => caught);
  expect(plain).toBeInstanceOf(Error);
  expect(plain).toMatchObject({ name: 'RangeError', message: 'no' });
  port1.close();
  port2.close();
});
