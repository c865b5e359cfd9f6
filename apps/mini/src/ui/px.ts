import Taro from '@tarojs/taro'

/** A length of the drawings (390 wide) for an inline style, in the unit of the platform. */
export const px = (n: number): string => Taro.pxTransform(n)
