import { Type } from 'typebox';
import { id, integer, type Wire } from './wire.ts';

/** The answer of POST /files (reference: "Upload a file to MDM"). */
export function uploadedFile(wire: Wire) {
  return Type.Object({
    content_type: Type.String(),
    /** Without folders, whatever was sent. */
    file_name: Type.String(),
    file_id: id(wire),
    /** Until when the id serves, ms since 1970. */
    expiry_time: integer(wire),
    /** Bytes. */
    content_length: integer(wire),
  });
}
