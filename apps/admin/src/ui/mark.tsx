/** The product's mark: a turn back to a point. */
export const Mark = ({ size = 16 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    <path d="M13.2 8.2a5.2 5.2 0 1 1-1.7-3.9" />
    <path d="M12.9 1.9v3h-3" />
    <circle cx="8" cy="8.2" r="1.35" fill="currentColor" stroke="none" />
  </svg>
)
