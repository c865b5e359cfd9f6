import { Module } from '@nestjs/common'
import { ApiKeys } from './api-keys.js'
import { IntegrationController } from './integration.controller.js'

@Module({ controllers: [IntegrationController], providers: [ApiKeys], exports: [ApiKeys] })
export class IntegrationModule {}
