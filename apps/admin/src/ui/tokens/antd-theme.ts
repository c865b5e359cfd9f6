import { theme as antdTheme } from 'antd'
import type { ThemeConfig } from 'antd'
import { font } from './palette'
import type { Mode, Palette } from './palette'

/** The palette as antd tokens. */
export function makeTheme(mode: Mode, p: Palette): ThemeConfig {
  // the dark algorithm dims the primary colour; parts that carry it get it as it is
  const own = { colorPrimary: p.brand, colorPrimaryHover: p.brandHover, colorPrimaryActive: p.brandPress, colorPrimaryBorder: p.brandLine }
  const glow = `color-mix(in srgb, ${p.brand} ${mode === 'dark' ? 28 : 16}%, transparent)`
  return {
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: p.brand, colorPrimaryHover: p.brandHover, colorPrimaryActive: p.brandPress,
      colorPrimaryBg: p.brandSoft, colorPrimaryBgHover: p.brandSoft, colorPrimaryBorder: p.brandLine, colorPrimaryText: p.brand,
      colorLink: p.brand, colorLinkHover: p.brandHover, colorLinkActive: p.brandPress,
      colorSuccess: p.good, colorSuccessBg: p.goodSoft, colorWarning: p.warnMark, colorWarningBg: p.warnSoft, colorWarningBorder: p.warnLine, colorWarningText: p.warn,
      colorError: p.bad, colorErrorBg: p.badSoft, colorErrorBorder: p.badLine, colorInfo: p.note, colorInfoBg: p.noteSoft, colorInfoBorder: p.noteLine,
      colorText: p.ink, colorTextSecondary: p.ink2, colorTextTertiary: p.ink3, colorTextQuaternary: p.ink4, colorTextPlaceholder: p.ink3, colorTextDescription: p.ink3, colorTextDisabled: p.ink4,
      colorTextLightSolid: p.onBrand,
      colorBgLayout: p.canvas, colorBgContainer: p.surface, colorBgElevated: p.raised, colorBgSpotlight: p.bar,
      colorFill: p.muteSoft, colorFillSecondary: p.hover, colorFillTertiary: p.sunken, colorFillQuaternary: p.sunken, colorFillAlter: p.sunken, colorFillContent: p.hover,
      colorBorder: p.field, colorBorderSecondary: p.line, colorSplit: p.line, colorIcon: p.ink3, colorIconHover: p.ink,
      fontFamily: font.sans, fontFamilyCode: font.mono, fontSize: 13, fontSizeSM: 12, fontSizeLG: 14, fontSizeXL: 16,
      fontSizeHeading1: 28, fontSizeHeading2: 22, fontSizeHeading3: 18, fontSizeHeading4: 15, fontSizeHeading5: 13, fontWeightStrong: 600,
      lineHeight: 1.5385, lineHeightSM: 1.5, lineHeightLG: 1.5714,
      borderRadius: 6, borderRadiusSM: 4, borderRadiusLG: 10, borderRadiusXS: 3,
      controlHeight: 32, controlHeightSM: 26, controlHeightLG: 40, controlOutlineWidth: 3, controlOutline: glow,
      controlItemBgActive: p.brandSoft, controlItemBgActiveHover: p.brandSoft, controlItemBgHover: p.hover,
      boxShadow: p.pop, boxShadowSecondary: p.pop, boxShadowTertiary: p.shadow,
      motionDurationFast: '0.1s', motionDurationMid: '0.16s', motionDurationSlow: '0.22s',
      wireframe: false,
    },
    components: {
      Button: { ...own, colorLink: p.brand, colorLinkHover: p.brandHover, colorLinkActive: p.brandPress, primaryColor: p.onBrand, fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', paddingInline: 12, paddingInlineSM: 9, defaultBorderColor: p.lineStrong, defaultHoverBg: p.hover, defaultHoverColor: p.ink, defaultHoverBorderColor: p.field, defaultActiveColor: p.ink, defaultActiveBorderColor: p.field, defaultBg: p.surface, textHoverBg: p.hover, contentFontSizeLG: 14 },
      Table: { headerBg: p.surface, headerColor: p.ink3, headerSplitColor: 'transparent', headerBorderRadius: 0, rowHoverBg: p.hover, rowSelectedBg: p.brandSoft, rowSelectedHoverBg: p.brandSoft, borderColor: p.line, cellPaddingBlock: 10, cellPaddingInline: 12, cellPaddingBlockSM: 7, cellPaddingInlineSM: 10, headerSortActiveBg: p.surface, headerSortHoverBg: p.hover, bodySortBg: 'transparent', selectionColumnWidth: 40, cellFontSize: 13, cellFontSizeSM: 13 },
      Tabs: { inkBarColor: p.ink, itemColor: p.ink3, itemSelectedColor: p.ink, itemHoverColor: p.ink, itemActiveColor: p.ink, horizontalItemPadding: '9px 0', horizontalItemGutter: 22, horizontalMargin: '0', titleFontSize: 13, cardBg: p.sunken },
      Segmented: { trackBg: p.hover, itemSelectedBg: mode === 'dark' ? p.lineStrong : p.surface, itemColor: p.ink3, itemHoverBg: 'transparent', itemSelectedColor: p.ink, trackPadding: 2 },
      Input: { activeShadow: `0 0 0 3px ${glow}`, hoverBorderColor: p.ink4, paddingInline: 10 },
      InputNumber: { hoverBorderColor: p.ink4, paddingInline: 10 },
      Select: { optionSelectedBg: p.brandSoft, optionActiveBg: p.hover, hoverBorderColor: p.ink4, optionSelectedFontWeight: 500 },
      Tag: { defaultBg: p.hover, defaultColor: p.ink2, borderRadiusSM: 4 },
      Checkbox: { ...own, borderRadiusSM: 4 }, Radio: { ...own, dotSize: 6 },
      Switch: { ...own, handleShadow: 'none', trackHeight: 18, trackMinWidth: 32, handleSize: 14 },
      Form: { labelColor: p.ink2, labelFontSize: 13, verticalLabelPadding: '0 0 6px', itemMarginBottom: 18 },
      Steps: { iconSize: 22, iconSizeSM: 20, titleLineHeight: 22, dotSize: 8 },
      Progress: { defaultColor: p.brand, remainingColor: p.muteSoft, lineBorderRadius: 99 },
      Tooltip: { fontSize: 12, colorTextLightSolid: p.onBar }, Drawer: { paddingLG: 24 }, Modal: { titleFontSize: 15, contentBg: p.surface, headerBg: p.surface },
      Alert: { withDescriptionPadding: '12px 14px', defaultPadding: '8px 12px' },
      Skeleton: { gradientFromColor: p.hover, gradientToColor: p.muteSoft, titleHeight: 14, paragraphLiHeight: 12 },
    },
  }
}
