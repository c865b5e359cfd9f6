/** The door page's own style: system fonts, nothing fetched, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#EFEFEA;--bg-top:#DCE4DE;--surface:#FCFBF8;--surface-2:#F5F4EF;--line-strong:#C9C8BD;--ink:#1D2420;--ink-2:#525C56;--ink-3:#646D67;--brand:#24493F;--on-brand:#F7F6EF;--brand-text:#24493F;--warn:#84560A;--warn-soft:#F6EBD2;--ok:#2B6A4B}
@media (prefers-color-scheme:dark){:root{--bg:#141A17;--bg-top:#1B2621;--surface:#1F2723;--surface-2:#28312C;--line-strong:#4A564F;--ink:#EDEFEA;--ink-2:#B7C0BA;--ink-3:#9AA49E;--brand:#8DB8A6;--on-brand:#10201A;--brand-text:#9CCBB8;--warn:#E5BE77;--warn-soft:#3A3120;--ok:#7FCBA2}.hills{opacity:.35}}
*{box-sizing:border-box;margin:0;padding:0}
body{background:var(--bg);color:var(--ink);font:400 15px/24px -apple-system,"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC",system-ui,sans-serif;min-height:100vh;display:flex;flex-direction:column;position:relative;isolation:isolate;overflow-x:hidden}
body:before{content:"";position:absolute;inset:0 0 auto;height:640px;background:linear-gradient(180deg,var(--bg-top),var(--bg));z-index:-2}
.hills{position:absolute;left:0;right:0;top:30px;width:100%;height:420px;z-index:-1;-webkit-mask:linear-gradient(#000 55%,transparent);mask:linear-gradient(#000 55%,transparent)}
.serif{font-family:"Noto Serif CJK SC","Source Han Serif SC","Songti SC",STSong,Georgia,serif;font-weight:600;letter-spacing:.04em}
header,main,footer,.hero{width:100%;max-width:1200px;margin:0 auto;padding:0 24px}
header{height:76px;display:flex;align-items:center;justify-content:space-between}header .mark{display:flex;gap:12px;align-items:center;font-size:24px}header svg{width:34px;height:34px}
nav a{color:var(--ink);text-decoration:none;display:inline-block;padding:10px 12px}nav a:hover,nav a:focus-visible{text-decoration:underline}
.hero{text-align:center;padding-top:8px}.hero h1{font-size:44px;line-height:56px}.hero p{margin-top:8px;color:var(--ink-2);font-size:17px}
main{display:flex;gap:24px;margin-top:28px;align-items:stretch}
.door{flex:1;min-width:0;background:var(--surface);border-radius:24px;box-shadow:0 2px 4px rgba(44,52,46,.05),0 10px 28px rgba(44,52,46,.10);color:inherit;text-decoration:none;display:flex;flex-direction:column;align-items:center;padding:24px;position:relative}
.door:before{content:"";position:absolute;inset:7px;border:1px dashed var(--line-strong);border-radius:18px;opacity:.75;pointer-events:none}
.door:focus-visible{outline:3px solid var(--brand);outline-offset:3px}.door:hover .go{filter:brightness(1.06)}
.gate{width:232px;height:232px;border-radius:50%;overflow:hidden;box-shadow:0 0 0 6px var(--surface),0 0 0 7px var(--line-strong);flex:none;position:relative}.gate>svg{width:100%;height:100%;display:block}.gate:after{content:"";position:absolute;inset:0;border-radius:50%;box-shadow:inset 0 6px 16px rgba(30,44,38,.24)}
.text{width:100%;margin-top:18px;display:flex;flex-direction:column;flex:1}.name{display:flex;justify-content:space-between;align-items:baseline}.name h2{font-size:26px;line-height:36px}.name small{color:var(--ink-3);font-size:12px}.text p{color:var(--ink-2);margin:6px 0 16px}
.well{display:flex;align-items:center;gap:10px;min-height:56px;margin:-2px 0 16px;padding:8px 12px;border-radius:12px;background:var(--surface-2);font-size:13px;line-height:20px;color:var(--ink-2)}.well b{color:var(--ink);font-weight:600;overflow-wrap:anywhere}
.demo{flex:none;height:22px;padding:0 7px;border-radius:5px;font-size:11px;line-height:20px;font-weight:600;color:var(--warn);background:var(--warn-soft);border:1px dashed currentColor}
.go{margin-top:auto;min-height:52px;border-radius:26px;display:flex;align-items:center;justify-content:center;gap:8px;font-weight:600;color:var(--brand-text);box-shadow:inset 0 0 0 1px var(--line-strong)}.first .go{background:var(--brand);color:var(--on-brand);box-shadow:none}
.phones{display:flex;gap:16px;align-items:center;justify-content:center;margin:20px auto 0;color:var(--ink-2)}.qr{width:120px;height:120px;border-radius:10px}
footer{min-height:56px;margin-top:auto;padding-top:16px;padding-bottom:16px;display:flex;justify-content:space-between;gap:16px;align-items:center;font-size:12px;line-height:16px;color:var(--ink-2)}footer span{display:flex;gap:8px;align-items:center}.dot{width:8px;height:8px;border-radius:4px;background:var(--ok)}
@media (max-width:1023px){main{flex-direction:column}.door{flex-direction:row;gap:24px;align-items:center}.gate{width:144px;height:144px}.text{margin-top:0}.hero h1{font-size:34px;line-height:44px}}
@media (max-width:639px){.door{flex-direction:column}.gate{width:176px;height:176px}.text{margin-top:14px}header .mark{font-size:20px}footer{flex-direction:column;align-items:flex-start}}
`
