// Nest on Fastify with nothing in it: a hello, and a claim by row lock in one transaction per request.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import pg from 'pg'

const fromApi = createRequire(new URL('../../apps/api/package.json', import.meta.url))
const api = (name) => import(pathToFileURL(fromApi.resolve(name)).href)
await api('reflect-metadata')
const { Controller, Get, Post, Module, Headers } = await api('@nestjs/common')
const { NestFactory } = await api('@nestjs/core')
const { FastifyAdapter } = await api('@nestjs/platform-fastify')

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })

class Bare {
  hello() { return { hello: 'world' } }
  async claim(authorization) {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rowCount } = await client.query({ name: 'take', text: 'update bare_stock set left_over = left_over - 1 where coupon_id = 1 and left_over > 0' })
      if (rowCount) await client.query({ name: 'note', text: 'insert into bare_claim (coupon_id, member_id) values (1, $1)', values: [String(authorization).slice(-12)] })
      await client.query('commit')
      return { granted: rowCount === 1 }
    } finally { client.release() }
  }
}
const method = (decorator, name) => decorator(Bare.prototype, name, Object.getOwnPropertyDescriptor(Bare.prototype, name))
method(Get('hello'), 'hello'); method(Post('claim'), 'claim')
Headers('authorization')(Bare.prototype, 'claim', 0)
Reflect.defineMetadata('design:paramtypes', [String], Bare.prototype, 'claim')
Controller()(Bare)
class App {}
Module({ controllers: [Bare] })(App)

const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false })
await app.listen(0, '127.0.0.1')
console.log(new URL(await app.getUrl()).port)
