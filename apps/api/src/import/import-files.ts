import type { MerchantId } from '@huitou/units'

/** Where uploaded files lie. */
export abstract class ImportFiles {
  abstract pathOf(merchantId: MerchantId, importId: string): string
}

/** An uploaded file that was never run, or whose run failed, is kept so long: enough to come back to it, no longer than people's names need lie about. */
export const FILE_DAYS = 7
/** Rows that could not be read are kept for correction so long; the samples of a file's columns, too. */
export const PROBLEM_DAYS = 30
