import { Type, type Static } from 'typebox';

/**
 * Error codes of the reference ("Common Error codes") with the HTTP status and the description each is sent with.
 * Left out are those of operations that the reference does not have: COM0007, COM00020, CMD0002, SDE0003 and those of
 * profiles, PAY0002 and PAY0004.
 */
export const ERRORS = {
  COM0001: [405, 'Method not implemented / Invalid URL'],
  COM0002: [429, 'API Limit Exceeded'],
  COM0003: [400, 'Invalid paging params'],
  COM0004: [500, 'Internal server error, Please try again in a moment'],
  COM0005: [400, 'Parameters in post were invalid or missing'],
  COM0006: [400, 'No request data received'],
  COM0008: [404, 'Unknown Resource'],
  COM0009: [422, 'Insufficient Data for Processing Request'],
  COM0010: [409, 'Resource Already Exists'],
  COM0011: [422, 'Invalid / Missing headers'],
  COM0012: [400, 'Invalid API version'],
  COM0013: [401, 'Not Authorised / Invalid auth token'],
  COM0014: [400, 'Bad Request'],
  COM0015: [412, 'Precondition Failed'],
  COM0021: [400, 'Invalid delta token'],
  LOC0001: [412, 'Location Fetch error'],
  CMD0001: [412, 'Command not applicable for Device'],
  APP0001: [400, 'App Upload Rejected'],
  APP0002: [412, 'Unable to delete app or profile'],
  FIL0001: [400, 'File upload rejected'],
  PAY0001: [400, 'The image uploaded must be less than the size specified!'],
  /** A valid token without the scope the operation needs: what the live service answers; the reference has no code. */
  SCOPE_MISMATCH: [403, 'The token does not have the scope this operation needs'],
} as const satisfies Record<string, readonly [status: number, description: string]>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every error answer, whatever went wrong. `error_code` is a string ("COM0008"). */
export const ErrorBody = Type.Object(
  {
    error_code: Type.String(),
    error_description: Type.String(),
    localized_error_description: Type.String(),
  },
  { $id: 'ErrorBody' },
);
export type ErrorBody = Static<typeof ErrorBody>;

/** Thrown anywhere below a route; the errors plugin turns it into the documented body. */
export class ApiFailure extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  /** `detail` is added to the documented description and must be safe to show to the caller. */
  constructor(code: ErrorCode, detail?: string) {
    const [status, description] = ERRORS[code];
    super(detail === undefined ? description : `${description}: ${detail}`);
    this.code = code;
    this.status = status;
  }
}
