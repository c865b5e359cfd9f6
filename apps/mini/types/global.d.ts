/// <reference types="@tarojs/taro" />
declare module '*.webp' { const src: string; export default src }
declare module '*.svg' { const src: string; export default src }
declare module '*.scss'
/** Where the API lives in the weapp build; empty means "where the page came from" (H5). */
declare const HUITOU_API: string
