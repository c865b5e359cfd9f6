// What Taro's build would define, for components run in jsdom as in the H5 build.
globalThis.DEPRECATED_ADAPTER_COMPONENT = false
for (const name of ['INNER_HTML', 'ADJACENT_HTML', 'CLONE_NODE', 'CONTAINS', 'SIZE_APIS', 'TEMPLATE_CONTENT', 'MUTATION_OBSERVER']) globalThis[`ENABLE_${name}`] = true
globalThis.HUITOU_API = ''
process.env.TARO_ENV = 'h5'
process.env.TARO_PLATFORM = 'web'
