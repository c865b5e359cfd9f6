import { BEHAVIOUR_SETTINGS } from '../behaviour/index.js'
import { COMMUNITY_SETTINGS } from '../community/index.js'
import { COUPON_SETTINGS } from '../coupon/index.js'
import { POINTS_SETTINGS } from '../points/index.js'
import { PRICE_SETTINGS } from '../promotion/index.js'
import { VISIT_SETTINGS } from '../visit/index.js'
import { REVIEW_SETTINGS } from '../review/index.js'
import { WATCH_SETTINGS } from '../watch/index.js'
import type { SettingDefinition } from './definition.js'

/** Every setting in force, as its room declares it. The rooms read their own values; this is the page about them. */
export const SETTINGS: readonly SettingDefinition[] = [...POINTS_SETTINGS, ...WATCH_SETTINGS, ...PRICE_SETTINGS, ...VISIT_SETTINGS, ...COUPON_SETTINGS, ...COMMUNITY_SETTINGS, ...BEHAVIOUR_SETTINGS, ...REVIEW_SETTINGS]
