import { Module } from '@nestjs/common'
import { HomeController } from './home.controller.js'
import { ListMembersController } from './list-members.controller.js'
import { MergeController } from './merge.controller.js'
import { MeController } from './me.controller.js'
import { MemberPageController } from './member-page.controller.js'
import { ShowHome } from './show-home.js'
import { ShowMember } from './show-member.js'

// ListMembers before MemberPage: "/api/members/count" must not be read as a member id.
@Module({ controllers: [ListMembersController, MergeController, MemberPageController, MeController, HomeController], providers: [ShowMember, ShowHome] })
export class MemberModule {}
