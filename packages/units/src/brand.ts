declare const brand: unique symbol
/** A value that only its maker may produce: an id of a member is not an id of a coupon. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

export type MerchantId = Brand<string, 'MerchantId'>
export type MemberId = Brand<string, 'MemberId'>
export type StoreId = Brand<string, 'StoreId'>
export type StaffId = Brand<string, 'StaffId'>
export type OrderId = Brand<string, 'OrderId'>
export type CouponId = Brand<string, 'CouponId'>
export type LotId = Brand<string, 'LotId'>

/** A fault in our own reasoning, never a refusal: the edge answers 500 and logs it once. */
export class Fault extends Error {
  override name = 'Fault'
}

/** Throws a Fault when an invariant of a core does not hold. The only `throw` a core may use, with `fault`. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) fault(message)
}

/** What assert throws, where the message names figures and millions of right sums must not put it together first. */
export function fault(message: string): never {
  throw new Fault(message)
}
