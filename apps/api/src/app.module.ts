import { Module, type DynamicModule } from '@nestjs/common'
import { CommunityModule } from './community/index.js'
import { InboxModule } from './inbox/index.js'
import { IntegrationModule } from './integration/index.js'
import { OrderModule } from './order/index.js'
import type { Config } from './platform/config/index.js'
import { PlatformModule } from './platform/platform.module.js'
import { SessionModule } from './session/index.js'

/** The list of rooms. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config),
        SessionModule, IntegrationModule,
        CommunityModule, InboxModule, OrderModule,
      ],
    }
  }
}
