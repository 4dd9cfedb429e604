import * as examples from './examples.ts';
import { uploadedFile } from './files.ts';
import type { ApiOperation } from './operations-types.ts';

export const FILE_OPERATIONS: readonly ApiOperation[] = [
  {
    id: 'uploadFile',
    tag: 'Files',
    method: 'post',
    path: '/files',
    summary: 'Upload a file to MDM',
    description:
      'The body is the file, with its type in `Content-Type` and its name in `Content-Disposition: filename=<name>`; or a form (`multipart/form-data`) with exactly one file. The id in the answer serves until `expiry_time`. `FIL0001` where the file is larger than the server takes, or there is no room for it.',
    scope: 'MDMDeviceMgmt.CREATE',
    body: { kind: 'file' },
    answer: { status: 200, name: 'UploadedFile', schema: uploadedFile, example: examples.uploadedFile },
    errors: ['FIL0001'],
  },
];
