import { Global, Module } from '@nestjs/common'
import { IntegrationModule } from '../integration/index.js'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { Doorkeeper } from '../platform/http/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { WechatDoor } from '../platform/wechat/index.js'
import { AccessTokens } from './access-token.js'
import { AccountController } from './account.controller.js'
import { DemoController, DemoPasswords } from './demo.controller.js'
import { SessionDoorkeeper } from './doorkeeper.js'
import { Identifying } from './identifying.js'
import { MemberSessionController } from './member-session.controller.js'
import { PasswordResets } from './password-reset.js'
import { Revocations } from './revocations.js'
import { ShopDoorController } from './shop-door.controller.js'
import { SmsCodes } from './sms-code.js'
import { DemoSender, NoSender, TextSender, WebhookSender } from './sms-sender.js'
import { StaffSessionController } from './staff-session.controller.js'
import { LoginGate } from './login-gate.js'
import { StaffSignIn } from './staff-sign-in.js'
import { TillController } from './till.controller.js'
import { TokenController } from './token.controller.js'
import { TokenPairs } from './token-pair.js'
import { TotpCodes } from './totp.js'

/** Global: the guard of every room asks here who calls. */
@Global()
@Module({
  imports: [IntegrationModule],
  controllers: [TokenController, MemberSessionController, StaffSessionController, AccountController, TillController, DemoController, ShopDoorController],
  providers: [
    AccessTokens, TokenPairs, Revocations, SmsCodes, TotpCodes, LoginGate, StaffSignIn, DemoPasswords,
    { provide: Doorkeeper, useClass: SessionDoorkeeper },
    { provide: TextSender, useFactory: (config: Config) => (config.sms ? new WebhookSender(config.sms.url, config.sms.token) : config.demo ? new DemoSender() : new NoSender()), inject: [CONFIG] },
    { provide: Identifying, useFactory: (...a: ConstructorParameters<typeof Identifying>) => new Identifying(...a), inject: [SmsCodes, TextSender, WechatDoor, PhoneVault, Database, Clock] },
    { provide: PasswordResets, useFactory: (...a: ConstructorParameters<typeof PasswordResets>) => new PasswordResets(...a), inject: [Database, Doors, TextSender, Clock, Revocations, CONFIG] },
  ],
  exports: [AccessTokens, TokenPairs, Revocations, StaffSignIn, TextSender, Doorkeeper],
})
export class SessionModule {}
