export { MemberModule } from './member.module.js'
