import type { Tx } from '../platform/database/index.js'

export const knowsMember = async (tx: Tx, memberId: string): Promise<boolean> =>
  (await tx.query('select from member where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId])).length > 0
