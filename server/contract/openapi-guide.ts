import type { Wire } from './wire.ts';

/** A part of what is said before the operations. `code` between backticks in the sentences. */
export interface GuideSection {
  id: string;
  title: string;
  paragraphs: readonly string[];
  code?: string;
}

/** What holds for every operation, for the document and for its page. */
export function apiGuide(wire: Wire): readonly GuideSection[] {
  return [
    {
      id: 'base-paths',
      title: 'Base paths',
      paragraphs: [
        'Every operation is served under `/api/v1`, as in the cloud, and under `/api/v1/mdm`, as on premises and as newer clients of the cloud call it. Both answer the same.',
        'This document is at `/api/v1/openapi.json`, as OpenAPI 3.1.',
      ],
    },
    {
      id: 'authentication',
      title: 'Authentication',
      paragraphs: [
        'A key or an access token goes in the `Authorization` header: `<api key>`, `Zoho-oauthtoken <access token>`, `Bearer <access token>` or `Zoho-authtoken <token>`. In the query it is refused (`COM0013`).',
        'Whoever runs this server makes an API key with `npm run api-key -- create <name> --role <role>`. Access tokens come from the authorization server at `/oauth/v2`; they last an hour.',
        'Every operation needs one scope, `MDMOnDemand.<area>.<operation>` in any case; `ALL` in place of the operation and `MDMOnDemand.fullaccess.all` stand for several. What a token may do is limited by the role of its account at the time of the call. A valid token without the scope: 403, `SCOPE_MISMATCH`.',
      ],
      code: "curl https://muster.example.org/api/v1/devices \\\n  -H 'Authorization: Zoho-oauthtoken 1000.8f3b…'",
    },
    {
      id: 'ids',
      title: 'Ids and numbers',
      paragraphs: [
        `Ids are 64-bit integers above 2^53: a parser that reads them as floating-point numbers, such as \`JSON.parse\`, changes their last digits. Answers of this server carry them as ${wire === 'numbers' ? 'JSON integers' : 'strings'}; bodies of requests carry them as JSON integers, always, in every digit: \`1.0\`, \`1e3\` and \`"1"\` are refused.`,
        'Times are milliseconds since 1970. Fields that a body has and the operation does not know are left alone; `null` means the same as leaving the field out.',
      ],
    },
    {
      id: 'limits',
      title: 'Limits',
      paragraphs: [
        'A paid organisation may call 100 times a minute and 2,500 times a day, a free one 100 and 1,000; all callers count together. `RateLimit` and `RateLimit-Policy` say what is left. One call too many: 429, `COM0002`, with `Retry-After` in seconds.',
        'A JSON body may have 4 MiB; the address and the headers together 64 KiB (431 beyond).',
      ],
    },
    {
      id: 'paging',
      title: 'Paging',
      paragraphs: [
        'Lists come whole unless a page is asked for by `limit` (1 to 1000) and a zero-based `offset`, or by the `skip-token` of an earlier answer. A page carries `metadata.total_record_count` and, in `paging.next` and `paging.previous`, the full addresses of its neighbours. Follow them only where they lead to the same list.',
        'Lists and details carry an `ETag`. Send it back as `If-None-Match`: 304, without a body, where nothing changed.',
      ],
    },
    {
      id: 'deltas',
      title: 'Deltas',
      paragraphs: [
        'A list answers a `delta-token`. Sent back, it asks for what was changed since; `removed_ids` names what is gone. A token this server cannot read, or no longer, is refused with `COM0021`: fetch the whole list then, and now and then all the same.',
      ],
    },
    {
      id: 'errors',
      title: 'Errors',
      paragraphs: [
        'Whatever went wrong, the answer has the same form. The code is text and stays; the description is for people. An unknown path or method is answered with `COM0001`, a version of the API other than v1 with `COM0012`.',
      ],
      code: '{\n  "error_code": "COM0008",\n  "error_description": "Unknown Resource",\n  "localized_error_description": "Unknown Resource"\n}',
    },
  ];
}
