import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Brand, MemberId, MerchantId, StaffId, StoreId } from '@huitou/units'
import type { FastifyRequest } from 'fastify'
import { assert } from '@huitou/units'

export type TillId = Brand<string, 'TillId'>
export type ShiftId = Brand<string, 'ShiftId'>
export type Role = 'owner' | 'manager' | 'clerk'

export interface MemberCaller { readonly kind: 'member'; readonly merchantId: MerchantId; readonly memberId: MemberId }
export interface StaffCaller {
  readonly kind: 'staff'
  readonly merchantId: MerchantId
  readonly staffId: StaffId
  /** what this token may do: a shift opened by a PIN is never more than a clerk */
  readonly role: Role
  readonly storeId: StoreId | null
  readonly tillId: TillId | null
  readonly shiftId: ShiftId | null
}
/** A member of staff in an open shift at a registered till. */
export type TillCaller = StaffCaller & { readonly tillId: TillId; readonly shiftId: ShiftId; readonly storeId: StoreId }
export interface IntegrationCaller { readonly kind: 'integration'; readonly merchantId: MerchantId; readonly keyId: string; readonly scopes: readonly string[] }
export type AnyCaller = MemberCaller | StaffCaller | IntegrationCaller

/** Who the act is booked to. */
export function actorOf(caller: AnyCaller): string {
  if (caller.kind === 'member') return `member:${caller.memberId}`
  if (caller.kind === 'integration') return `integration:${caller.keyId}`
  return caller.tillId ? `till:${caller.tillId}` : `staff:${caller.staffId}`
}

export const callers = new WeakMap<FastifyRequest, AnyCaller>()

/** The one who calls, from the token and nothing else. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): AnyCaller => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>())
  assert(caller, '@Caller() stands on a public route')
  return caller
})
