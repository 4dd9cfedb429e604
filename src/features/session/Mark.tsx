/** The product's mark; the same as public/favicon.svg, but there without the network. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false">
      <rect width="32" height="32" rx="7" fill="#3b5bdb" />
      <g fill="#fff">
        <rect x="7" y="8" width="5" height="16" rx="1.5" />
        <rect x="13.5" y="8" width="5" height="16" rx="1.5" opacity="0.75" />
        <rect x="20" y="8" width="5" height="16" rx="1.5" opacity="0.5" />
      </g>
    </svg>
  );
}
