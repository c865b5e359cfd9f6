import { dirname, join, resolve } from 'node:path'
import type { MerchantId } from '@huitou/units'

/** Uploaded files lie beside the keys, in the data folder, readable by the owner alone: they hold people's names and numbers. */
export const importFolder = (keysDir: string) => (merchantId: MerchantId, importId: string): string =>
  join(dirname(resolve(keysDir)), 'imports', merchantId, `${importId}.csv`)
