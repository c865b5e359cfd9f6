/** Settings of this room, shown on the settings page with their defaults. Whether a clear pass is shown by rule is the community's own setting. */
export const REVIEW_SETTINGS = [{ key: 'review-edit-days', section: 'community', kind: 'whole', min: 0, max: 365, fallback: 30 }] as const
