import { Inject, Logger, Module, type BeforeApplicationShutdown } from '@nestjs/common'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { WhatIfJobs } from './what-if-jobs.js'
import { WhatIfController } from './what-if.controller.js'

@Module({
  controllers: [WhatIfController],
  providers: [{
    provide: WhatIfJobs, inject: [Database, Clock],
    useFactory: (database: Database, clock: Clock) => {
      const logger = new Logger('what-if')
      return new WhatIfJobs({ database, clock }, (fault) => logger.error(fault))
    },
  }],
})
export class WhatIfModule implements BeforeApplicationShutdown {
  constructor(@Inject(WhatIfJobs) private readonly jobs: WhatIfJobs) {}
  /** Before the pool ends: a replay that runs in this process still writes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.jobs.close()
  }
}
