import { Controller, Req, Res } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Caller, Endpoint, Input, Malformed, notFound, refuse, type MemberCaller } from '../platform/http/index.js'
import { Pictures } from './pictures.js'
import { receivePicture } from './receive-picture.js'
import { PICTURE } from './shrink-picture.js'

const MISSING = [{ path: 'picture', code: 'required', message: { 'zh-CN': '要用表单的 picture 字段送一个文件', en: 'a file is expected in the field picture of a form' } }]

/** Pictures come in and go out. */
@Controller()
export class PictureController {
  constructor(private readonly pictures: Pictures) {}

  @Endpoint(routes.addPicture, { limit: 'picture' })
  async add(@Caller() caller: MemberCaller, @Req() request: FastifyRequest) {
    const received = await receivePicture(request)
    if (received.ok) return this.pictures.take(caller, received.bytes)
    if (received.code === 'picture-missing') throw new Malformed(MISSING)
    return refuse(received.code, { megabytes: PICTURE.mostBytes / 1024 / 1024 })
  }

  @Endpoint(routes.readPicture)
  async read(@Input() input: InputOf<typeof routes.readPicture>, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.pictures.read(input.sealed)
    if (!found) throw notFound()
    const etag = `"${found.pictureId}-${found.size}"`
    // a picture never changes, but whether it may be seen does: a reader's own copy is asked about again after an hour
    reply.headers({
      'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex',
      'cache-control': found.lasting ? 'private, max-age=3600' : 'private, max-age=600', etag,
    })
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(found.bytes)
  }
}
