import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const root = path.resolve(__dirname, '..', '..', '..')
const packages = ['units', 'contract', 'words', 'promotion']
const isPackage = (file: string): boolean => /[\\/]packages[\\/](units|contract|words|promotion)[\\/]src[\\/]/.test(file)

// Workspace packages are read as sources: their imports end in .js, as ESM wants, and mean .ts files.
// webpack-chain of this runner has no word for extensionAlias, hence the small plugin.
class ReadSources {
  apply(compiler: { options: { resolve: { extensionAlias?: Record<string, string[]> } } }): void {
    compiler.options.resolve.extensionAlias = { '.js': ['.ts', '.tsx', '.js'] }
  }
}

interface Rule { test(what: RegExp): Rule; parser(how: unknown): Rule; enforce(when: 'pre'): Rule; use(name: string): { loader(file: string): void } }
interface Chain { plugin(name: string): { use(plugin: unknown): void }; module: { rule(name: string): Rule }; optimization: { splitChunks(how: unknown): void } }
function readSources(chain: Chain): void {
  chain.plugin('read-sources').use(ReadSources)
  chain.module.rule('bare-routes').test(/packages[\\/]contract[\\/]src[\\/].*\.ts$/).enforce('pre').use('bare-routes').loader(path.resolve(__dirname, 'bare-routes.js'))
  chain.module.rule('desk-words').test(/packages[\\/]words[\\/]src[\\/](zh|en)[\\/](import|insight)\.ts$/).enforce('pre').use('desk-words').loader(path.resolve(__dirname, 'desk-words.js'))
}

// Pages of the H5 build are loaded one by one: what two of them need is one chunk, not a copy in each.
function shareChunks(chain: Chain): void {
  readSources(chain)
  chain.module.rule('always-at-hand').test(/[\\/]src[\\/]ui[\\/]art[\\/](bowl|tray)\.svg$/).parser({ dataUrlCondition: { maxSize: 4_096 } })
  chain.optimization.splitChunks({ chunks: 'all', minSize: 0, cacheGroups: { default: false, defaultVendors: false, common: { name: 'common', minChunks: 2, priority: 1 }, till: { name: 'till', test: /[\\/](src[\\/]till|packages[\\/]promotion)[\\/]/, minChunks: 2, priority: 50 }, taro: { name: 'taro', test: /[\\/]@tarojs[\\/]/, priority: 100 } } })
}

const designWidth = 390
const rem = (20 * 2 * designWidth) / 750 // one rem of the H5 page at the width of the drawings
const picture = { limit: 1 } // every picture is a file of its own, none is inlined into the scripts: but those of "nothing here" and "no network", which are needed when nothing can be had any more

export default defineConfig<'webpack5'>(async () => {
  const target = process.env.TARO_ENV ?? 'weapp'
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'huitou-mini', date: '2026-11-21', designWidth, deviceRatio: { [designWidth]: 750 / designWidth },
    sourceRoot: 'src', outputRoot: process.env.OUT_DIR ?? `dist/${target}`,
    plugins: [path.resolve(__dirname, 'aria-plugin.js')], framework: 'react', compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    terser: { enable: true, config: { output: { ascii_only: false, comments: false } } }, // Chinese stays Chinese: half the bytes of its escapes
    logger: { quiet: true, stats: false },
    alias: {
      ...Object.fromEntries(packages.map(name => [`@huitou/${name}$`, path.join(root, 'packages', name, 'src', 'index.ts')])),
      ...(target === 'h5' ? { 'whatwg-fetch$': path.resolve(__dirname, 'nothing.js'), 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only$': path.resolve(__dirname, 'nothing.js') } : {}),
    },
    defineConstants: { HUITOU_API: JSON.stringify(process.env.HUITOU_API ?? '') },
    mini: {
      compile: { include: [isPackage] },
      imageUrlLoaderOption: picture,
      optimizeMainPackage: { enable: true }, // what only the till needs lies with the till
      postcss: { pxtransform: { enable: true, config: {} }, url: { enable: false }, cssModules: { enable: false } },
      webpackChain: readSources,
    },
    h5: {
      publicPath: '/m/', staticDirectory: 'static', router: { mode: 'hash' },
      compile: { include: [isPackage] },
      imageUrlLoaderOption: picture,
      esnextModules: [],
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: { ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' },
      // The page grows with the phone between 320 and 430 px and stays a phone on a desk.
      postcss: { pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: (rem * 320) / designWidth, maxRootSize: (rem * 430) / designWidth } }, autoprefixer: { enable: true, config: {} }, cssModules: { enable: false } },
      webpackChain: shareChunks,
    },
  }
  return config
})
