import { createApp } from './app.js'
import { BadConfig, readConfig } from './platform/config/index.js'
import { makeLogger } from './platform/http/server.js'

try {
  const config = readConfig(process.env)
  const logger = makeLogger(config)
  const app = await createApp(config, logger)
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) return
      ending = true
      void app.close().then(() => process.exit(0), () => process.exit(1))
    })
  }
  await app.listen(config.port, config.host)
  logger.info({ port: config.port, host: config.host, demo: config.demo }, 'listening')
} catch (fault) {
  console.error(fault instanceof BadConfig ? fault.message : fault)
  process.exit(1)
}
