import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core'
import { Clock, DemoClock, SystemClock } from './clock/index.js'
import { CONFIG, Keys, type Config } from './config/index.js'
import { Database, Doors, makePool } from './database/index.js'
import { GROUP_COMMIT, GroupCommit } from './group-commit/index.js'
import { AccessGuard, Limiter, Metrics, ProblemFilter, RouteTable } from './http/index.js'
import { OutboxRelay } from './outbox/index.js'
import { PhoneVault } from './phone/index.js'
import { InProcessStore, QuickStore, RedisStore } from './redis/index.js'
import { WechatDoor } from './wechat/index.js'

class Closing implements OnApplicationShutdown {
  constructor(private readonly store: QuickStore) {}
  onApplicationShutdown(): Promise<void> {
    return this.store.close()
  }
}

/** The doors to the outside, for every room. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: Clock, useFactory: () => (config.demo ? new DemoClock() : new SystemClock()) },
      { provide: Keys, useFactory: () => new Keys(config.keysDir) },
      { provide: PhoneVault, useFactory: (keys: Keys) => new PhoneVault(keys), inject: [Keys] },
      { provide: Database, useFactory: () => new Database(makePool({ connectionString: config.databaseUrl, max: config.databasePool })) },
      { provide: QuickStore, useFactory: () => (config.redisUrl ? new RedisStore(config.redisUrl) : new InProcessStore()) },
      { provide: GroupCommit, useFactory: (database: Database, clock: Clock) => new GroupCommit(database, clock, GROUP_COMMIT), inject: [Database, Clock] },
      { provide: WechatDoor, useFactory: (clock: Clock) => WechatDoor.open(config, () => clock.now()), inject: [Clock] },
      { provide: Limiter, useFactory: (store: QuickStore) => new Limiter(store, config.limitScale), inject: [QuickStore] },
      { provide: Metrics, useFactory: (groupCommit: GroupCommit) => new Metrics(groupCommit), inject: [GroupCommit] },
      { provide: Closing, useFactory: (store: QuickStore) => new Closing(store), inject: [QuickStore] },
      Doors, OutboxRelay, RouteTable,
    ]
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [...providers, { provide: APP_GUARD, useClass: AccessGuard }, { provide: APP_FILTER, useClass: ProblemFilter }],
      exports: [...providers.map((p) => (typeof p === 'function' ? p : p.provide))],
    }
  }
}
