import { transferHandlers } from 'comlink';
import { ApiError, type ApiErrorInit, type ApiErrorKind } from '../../api/errors.ts';

interface SentApiError extends ApiErrorInit {
  kind: ApiErrorKind;
  message: string;
}

type Sent = { apiError: SentApiError } | { plain: unknown };

/**
 * Lets an ApiError thrown on one side of a port arrive as one on the other: structured clone would make it a plain Error.
 * Called on both sides before the first call.
 */
export function installPortErrors(): void {
  const usual = transferHandlers.get('throw');
  if (!usual) throw new Error('comlink has no handler for thrown errors.');
  transferHandlers.set('throw', {
    canHandle: (value): value is { value: unknown } => usual.canHandle(value),
    serialize: (thrown: { value: unknown }) => {
      if (thrown.value instanceof ApiError) return [{ apiError: fieldsOf(thrown.value) } satisfies Sent, []];
      const [plain, transfer] = usual.serialize(thrown);
      return [{ plain } satisfies Sent, transfer];
    },
    deserialize: (sent: Sent) => {
      if (!('apiError' in sent)) return usual.deserialize(sent.plain);
      const { kind, message, ...init } = sent.apiError;
      throw new ApiError(kind, message, init);
    },
  });
}

function fieldsOf({ kind, message, status, code, retryAfterMs }: ApiError): SentApiError {
  return {
    kind,
    message,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
