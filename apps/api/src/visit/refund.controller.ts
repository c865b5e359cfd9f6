import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { Caller, Endpoint, IdempotencyKey, Input, type StaffCaller } from '../platform/http/index.js'
import { Refunds } from './refunds.js'

@Controller()
export class RefundController {
  constructor(private readonly refunds: Refunds) {}

  @Endpoint(routes.previewRefund)
  preview(@Caller() caller: StaffCaller, @Input() input: InputOf<typeof routes.previewRefund>) {
    return this.refunds.preview(caller, input)
  }

  @Endpoint(routes.refundOrder)
  refund(@Caller() caller: StaffCaller, @IdempotencyKey() key: string, @Input() input: InputOf<typeof routes.refundOrder>) {
    return this.refunds.refund(caller, key, input)
  }
}
