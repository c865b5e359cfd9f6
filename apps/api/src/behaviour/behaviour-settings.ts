/** Settings of this room, shown on the settings page with their defaults. */
export const BEHAVIOUR_SETTINGS = [{ key: 'behaviour-days', section: 'member', kind: 'whole', min: 7, max: 1095, fallback: 365 }] as const
