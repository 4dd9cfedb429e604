import { Type } from 'typebox';
import { id, integer, type Wire } from './wire.ts';

/** The answer of POST /files (reference: "Upload a file to MDM"). */
export function uploadedFile(wire: Wire) {
  return Type.Object({
    content_type: Type.String({ description: 'As sent, without parameters.' }),
    file_name: Type.String({ description: 'As sent, without folders.' }),
    file_id: id(wire, 'What POST /apps takes as `app_file`, `display_image` or `full_image`.'),
    expiry_time: integer(wire, 'Until when the id serves, ms since 1970.'),
    content_length: integer(wire, 'Size, bytes.'),
  });
}
