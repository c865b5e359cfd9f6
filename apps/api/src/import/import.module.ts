import { Inject, Logger, Module, type BeforeApplicationShutdown } from '@nestjs/common'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { ImportController } from './import.controller.js'
import { ImportFiles } from './import-files.js'
import { importFolder } from './import-folder.js'
import { ImportJobs } from './import-jobs.js'

@Module({
  controllers: [ImportController],
  providers: [
    { provide: ImportFiles, useFactory: (config: Config) => ({ pathOf: importFolder(config.keysDir) }), inject: [CONFIG] },
    {
      provide: ImportJobs, inject: [Database, PhoneVault, Clock, CONFIG, ImportFiles],
      useFactory: (database: Database, vault: PhoneVault, clock: Clock, config: Config, files: ImportFiles) => {
        const logger = new Logger('import')
        return new ImportJobs({ database, adminUrl: config.databaseAdminUrl ?? config.databaseUrl, vault, clock, pathOf: (m, i) => files.pathOf(m, i) }, (fault) => logger.error(fault))
      },
    },
  ],
})
export class ImportModule implements BeforeApplicationShutdown {
  constructor(@Inject(ImportJobs) private readonly jobs: ImportJobs) {}
  /** Before the pool ends: a job that runs in this process still writes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.jobs.close()
  }
}
