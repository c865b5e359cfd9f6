import { Module } from '@nestjs/common'
import { OpenShop } from './open-shop.js'
import { OpenShopController } from './open-shop.controller.js'
import { StaffController } from './staff.controller.js'

@Module({ controllers: [StaffController, OpenShopController], providers: [OpenShop] })
export class StaffModule {}
