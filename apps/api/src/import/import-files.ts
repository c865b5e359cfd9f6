import type { MerchantId } from '@huitou/units'

/** Where uploaded files lie. */
export abstract class ImportFiles {
  abstract pathOf(merchantId: MerchantId, importId: string): string
}
