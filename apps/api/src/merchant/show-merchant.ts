import type { ReplyOf, routes } from '@huitou/contract'
import type { MerchantRow } from './merchant.rows.js'

export const shopShown = (m: MerchantRow): ReplyOf<typeof routes.readMerchant> => ({ merchantId: m.merchant_id, slug: m.slug, name: m.name, currency: m.currency, zone: m.zone, brand: m.brand, isDemo: m.is_demo, createdAt: m.created_at.toISOString() })
