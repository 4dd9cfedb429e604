import { ApiFailure } from '../contract/errors.ts';

/** Of an app's icon. */
export const MAX_ICON_BYTES = 1024 * 1024;
/** Of a side, pixels: a small file can hold a picture that takes a browser gigabytes. */
export const MAX_ICON_SIDE = 4096;

/** Fails with PAY0001 where an uploaded picture has too many bytes to be an icon. */
export function refuseHeavyPicture(field: string, size: number): void {
  if (size <= MAX_ICON_BYTES) return;
  throw new ApiFailure('PAY0001', `${field} may have 1 MiB (${MAX_ICON_BYTES} bytes), it has ${size}`);
}

export interface Picture {
  contentType: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** Types that are taken as the icon of an app; told by the bytes, not by what the sender calls them. */
const UPLOADED_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type UploadedPictureType = (typeof UPLOADED_TYPES)[number];

/** The type of an uploaded picture. Fails with FIL0001 where it is none that is taken, with PAY0001 where it is too large. */
export function readUploadedPicture(field: string, picture: Picture | undefined): UploadedPictureType {
  const type = UPLOADED_TYPES.find((each) => each === picture?.contentType);
  if (picture === undefined || type === undefined) {
    throw new ApiFailure('FIL0001', `${field} has to be a PNG, JPEG, GIF or WebP picture`);
  }
  if (!fitsIcon(picture)) {
    const { width, height } = picture;
    throw new ApiFailure(
      'PAY0001',
      `${field} may have ${MAX_ICON_SIDE} pixels a side, it has ${width} x ${height}`,
    );
  }
  return type;
}

export function fitsIcon({ width, height }: Picture): boolean {
  return width <= MAX_ICON_SIDE && height <= MAX_ICON_SIDE;
}
