// TypeScript to JavaScript by swc: types are the business of `npm run check`, so a start does not wait for them.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { transformFile } from '@swc/core'
import { root } from './bootstrap.mjs'
import { sourceFiles, whenChanged } from './sources.mjs'
import { Trouble } from './trouble.mjs'

const options = {
  swcrc: false, configFile: false, sourceMaps: true, module: { type: 'es6' },
  jsc: { target: 'es2022', keepClassNames: true, parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } },
}

/** Every folder that has a src and is run by Node: the packages and the API. */
export function compiledParts() {
  const packages = readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'src', 'index.ts'))).map((name) => `packages/${name}`)
  return [...packages, 'apps/api'].filter((part) => existsSync(join(root, part, 'src')))
}

export async function compileAll() {
  const built = []
  for (const part of compiledParts()) {
    const extra = part === 'apps/api' ? ['prisma/schema'] : []
    const from = [`${part}/src`, `${part}/package.json`, 'apps/local/src/compile.mjs', ...extra]
    if (await whenChanged(`compile-${part.replaceAll('/', '-')}`, { from, product: `${part}/dist`, salt: JSON.stringify(options) }, () => compilePart(join(root, part)))) built.push(part)
  }
  return built
}

async function compilePart(folder) {
  const src = join(folder, 'src'), dist = join(folder, 'dist'), draft = join(folder, `dist.${process.pid}`), generated = join(src, 'generated')
  rmSync(draft, { recursive: true, force: true })
  try {
    const files = [...sourceFiles(src), ...(existsSync(generated) ? sourceFiles(generated) : [])]
    for (let i = 0; i < files.length; i += 16) await Promise.all(files.slice(i, i + 16).map((file) => compileFile(file, join(draft, relative(src, file)))))
    rmSync(dist, { recursive: true, force: true }); renameSync(draft, dist) // whole or not at all, whatever breaks off
  } finally { rmSync(draft, { recursive: true, force: true }) }
}

async function compileFile(file, target) {
  mkdirSync(dirname(target), { recursive: true })
  if (file.endsWith('.d.ts')) return
  if (extname(file) !== '.ts') { copyFileSync(file, target); return }
  const to = target.replace(/\.ts$/, '.js')
  try {
    const { code, map } = await transformFile(file, { ...options, sourceFileName: file })
    writeFileSync(to, `${code}\n//# sourceMappingURL=${to.split('/').pop()}.map\n`); writeFileSync(`${to}.map`, map)
  } catch (error) { throw new Trouble(`${relative(root, file)} does not compile:\n${error.message}`) }
}
