import type { Tx } from '../platform/database/index.js'

export const zoneOf = async (tx: Tx): Promise<string> => (await tx.query<{ zone: string }>('select zone from merchant where merchant_id = $1', [tx.merchantId]))[0]!.zone
