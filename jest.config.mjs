// One root jest 30, ESM. Run with NODE_OPTIONS=--experimental-vm-modules (`npm test` sets it).
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'

const swc = ['@swc/jest', { sourceMaps: 'inline', module: { type: 'es6' }, jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false, decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false }, keepClassNames: true } }]
const esm = {
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^@huitou/(units|ledger|tier|promotion|insight|contract|words)$': '<rootDir>/packages/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': swc },
  transformIgnorePatterns: ['/node_modules/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/.start/', '<rootDir>/.huitou/', '/dist/'],
}
const onDatabase = { globalSetup: '<rootDir>/test/setup/database.mjs', globalTeardown: '<rootDir>/test/setup/database-down.mjs' }
const mini = '<rootDir>/apps/mini'
const fromMini = createRequire(new URL('./apps/mini/package.json', import.meta.url))
const miniProject = () => {
  const fromPreset = createRequire(fromMini.resolve('babel-preset-taro'))
  return {
    displayName: 'mini', rootDir: '.', modulePathIgnorePatterns: ['<rootDir>/.start/', '<rootDir>/.huitou/', '/dist/'], testEnvironment: 'jsdom', testMatch: [`${mini}/src/**/*.test.tsx`], setupFiles: [`${mini}/test/setup.js`],
    transform: { '^.+\\.(t|j|mj)sx?$': ['babel-jest', { configFile: false, babelrc: false, presets: [[fromPreset.resolve('@babel/preset-env'), { targets: { node: 'current' } }], [fromPreset.resolve('@babel/preset-react'), { runtime: 'automatic' }], fromPreset.resolve('@babel/preset-typescript')] }] },
    transformIgnorePatterns: ['^(?!.*(@tarojs|@stencil|uqr|zod|swiper|lodash-es|@date-fns)).*node_modules'],
    moduleNameMapper: {
      '\\.(css|scss|png|webp|svg)$': `${mini}/test/style.js`,
      '^@huitou/(units|ledger|tier|promotion|insight|contract|words)$': '<rootDir>/packages/$1/src/index.ts',
      '^@tarojs/components$': fromMini.resolve('@tarojs/components/lib/react'), '^@tarojs/taro$': `${mini}/test/taro.mock.ts`,
      '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
    },
  }
}
export default {
  testTimeout: 60_000,
  projects: [
    { displayName: 'core', ...esm, testMatch: ['<rootDir>/packages/*/src/**/*.test.ts'] },
    { displayName: 'room', ...esm, ...onDatabase, testMatch: ['<rootDir>/apps/api/src/**/*.test.ts'] },
    { displayName: 'journey', ...esm, ...onDatabase, testMatch: ['<rootDir>/test/*.test.ts'], testPathIgnorePatterns: ['/node_modules/', '/dist/', 'house.test.ts'] },
    { displayName: 'crash', ...esm, ...onDatabase, testMatch: ['<rootDir>/test/crash/*.test.ts'] },
    { displayName: 'house', ...esm, ...onDatabase, testMatch: ['<rootDir>/test/house.test.ts'] },
    ...(existsSync(new URL('./apps/mini/test/setup.js', import.meta.url)) ? [miniProject()] : []),
  ],
}
