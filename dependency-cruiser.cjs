// The import laws of the house. Numbers are those of docs: 1 no circles, 2 cores alone, 3 contract and words, 4 and 5
// packages and apps, 6 what the front ends see, 7 and 8 front doors, 9 the floor knows no room, 10 the database door,
// 11 no drawers.
const cores = '(ledger|tier|promotion|segment|insight)'
const floor = '(platform|generated)'
const loose = '^apps/api/src/[^/]+\\.ts$' // main.ts and app.module.ts put the rooms together

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: '1-no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: '2-a-core-stands-alone', severity: 'error', comment: 'a core imports itself and units, nothing else', from: { path: `^packages/${cores}/src/` }, to: { pathNot: [`^packages/$1/src/`, '^packages/units/src/index\\.ts$'] } },
    { name: '2-units-stand-alone', severity: 'error', from: { path: '^packages/units/src/' }, to: { pathNot: ['^packages/units/src/', 'node_modules/(@date-fns/tz|lunar)'] } },
    { name: '3-contract-imports-schema-and-units', severity: 'error', from: { path: '^packages/contract/src/' }, to: { pathNot: ['^packages/contract/src/', '^packages/units/src/index\\.ts$', 'node_modules/zod/'], dependencyTypesNot: ['type-only'] } },
    { name: '3-words-import-units-and-types', severity: 'error', from: { path: '^packages/words/src/' }, to: { pathNot: ['^packages/words/src/', '^packages/units/src/index\\.ts$'], dependencyTypesNot: ['type-only'] } },
    { name: '4-packages-never-import-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    { name: '5-apps-never-import-apps', severity: 'error', from: { path: '^apps/(api|mini|admin)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: '6-the-mini-program-sees-little', severity: 'error', from: { path: '^apps/mini/src/(?!till/)' }, to: { path: '^packages/', pathNot: '^packages/(contract|words|units)/' } },
    { name: '6-the-till-also-quotes', severity: 'error', from: { path: '^apps/mini/src/till/' }, to: { path: '^packages/', pathNot: '^packages/(contract|words|units|promotion)/' } },
    { name: '7-packages-by-their-front-door', severity: 'error', from: { path: '^(apps|packages)/([^/]+)/' }, to: { path: '^packages/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/$2/' } },
    { name: '8-rooms-by-their-index', severity: 'error', from: { path: '^apps/api/src/([^/]+)/', pathNot: `^apps/api/src/${floor}/` }, to: { path: '^apps/api/src/[^/]+/(?!index\\.ts$)', pathNot: ['^apps/api/src/$1/', `^apps/api/src/${floor}/`] } },
    { name: '8-the-list-of-rooms-by-index', severity: 'error', from: { path: loose }, to: { path: '^apps/api/src/[^/]+/(?!index\\.ts$)', pathNot: [`^apps/api/src/${floor}/`] } },
    { name: '9-the-floor-knows-no-room', severity: 'error', from: { path: '^apps/api/src/platform/' }, to: { path: '^apps/api/src/', pathNot: `^apps/api/src/${floor}/` } },
    { name: '9-the-admin-floor-knows-no-room', severity: 'error', from: { path: '^apps/admin/src/(ui|platform)/' }, to: { path: '^apps/admin/src/', pathNot: '^apps/admin/src/(ui|platform|words)/' } },
    { name: '9-the-mini-floor-knows-no-room', severity: 'error', from: { path: '^apps/mini/src/(ui|platform)/' }, to: { path: '^apps/mini/src/', pathNot: '^apps/mini/src/(ui|platform|words)/' } },
    { name: '10-the-database-has-one-door', severity: 'error', from: { path: '^apps/', pathNot: ['\\.rows\\.ts$', '^apps/api/src/platform/database/', '^apps/local/'] }, to: { path: ['node_modules/(pg|pg-copy-streams|@prisma/client|@prisma/adapter-pg)/', '^apps/api/src/generated/'], dependencyTypesNot: ['type-only'] } },
    { name: '11-no-drawers', severity: 'error', from: {}, to: { path: '/(utils|util|helpers|helper|misc|shared|common|lib)(/|[.]ts)', pathNot: 'node_modules' } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['\\.(css|scss)$'] } },
    { name: 'everything-is-declared', severity: 'error', from: { path: '^(apps|packages)/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' }, exclude: { path: ['(^|/)(dist|test)/', '\\.test\\.tsx?$', '^apps/api/src/generated/'] },
    tsConfig: { fileName: 'tsconfig.depcruise.json' }, tsPreCompilationDeps: true, combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['huitou-source', 'import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'], mainFields: ['module', 'main'] },
  },
}
