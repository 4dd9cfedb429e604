const GAP = 4;
const MARGIN = 8;

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Below the anchor, or above it where there is more room; never outside the window. All in px. */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  viewport: { width: number; height: number },
): { top: number; left: number; maxHeight: number } {
  const below = viewport.height - anchor.bottom - GAP - MARGIN;
  const above = anchor.top - GAP - MARGIN;
  const isBelow = size.height <= below || below >= above;
  const maxHeight = Math.max(120, isBelow ? below : above);
  const top = isBelow
    ? anchor.bottom + GAP
    : Math.max(MARGIN, anchor.top - GAP - Math.min(size.height, maxHeight));
  // Where it would stick out on the right it ends with the anchor, or at the window's edge.
  const left = anchor.left + size.width + MARGIN <= viewport.width ? anchor.left : anchor.right - size.width;
  return {
    top,
    left: Math.max(MARGIN, Math.min(left, viewport.width - size.width - MARGIN)),
    maxHeight,
  };
}
